package io.threadleak.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.threadleak.exposition.Answer;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import io.threadleak.model.SampleReports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A source whose one report is a sample. */
final class FakeSource implements ReportSource {

  final AtomicBoolean closed = new AtomicBoolean();

  @Override
  public LeakReport report() {
    return SampleReports.typical();
  }

  @Override
  public void bindTo(MeterRegistry registry) {}

  @Override
  public Answer profile(String name, int debug) throws IOException, ProofException {
    switch (name) {
      case Profiles.THREADLEAK -> Profiles.standing(report());
      case Profiles.THREADCREATE -> throw new IOException("the agent is gone");
      default -> {}
    }
    return text(name + " in form " + debug);
  }

  @Override
  public Answer proof() {
    return text("no proof");
  }

  @Override
  public Answer beginProof(@Nullable ProofEngine engine) {
    return text("begun by " + engine);
  }

  @Override
  public void close() {
    closed.set(true);
  }

  private static Answer text(String text) {
    return new Answer("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }
}
