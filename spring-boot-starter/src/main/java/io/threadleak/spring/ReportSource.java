package io.threadleak.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.threadleak.exposition.Answer;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where reports come from: a monitor in this application, or the agent's. Thread-safe. */
interface ReportSource extends AutoCloseable {

  /** The latest report. Never blocks. */
  LeakReport report();

  /** Has the meters of a registry follow the reports until this is closed. */
  void bindTo(MeterRegistry registry);

  /**
   * Looks at the live threads.
   *
   * @param name of the profile, {@code thread} or {@code threadcreate}
   * @param debug 0 for the form that {@code go tool pprof} reads, 1 for text by stack, 2 for text
   *     by thread
   * @throws IOException if the agent does not answer
   * @throws IllegalStateException if nobody looks any more
   */
  Answer profile(String name, int debug) throws IOException, ProofException, InterruptedException;

  /** How far the last proof is that was asked for, as JSON. */
  Answer proof() throws IOException;

  /**
   * Asks for a proof and does not wait for it; how far it is, as JSON.
   *
   * @param engine null for the one that was configured
   */
  Answer beginProof(@Nullable ProofEngine engine) throws IOException;

  /** Lets go of all meters, and ends what was begun here; within seconds. */
  @Override
  void close();
}
