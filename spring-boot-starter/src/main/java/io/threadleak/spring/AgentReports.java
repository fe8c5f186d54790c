package io.threadleak.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.threadleak.attribution.OwnThreads;
import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ProfileExposition.Profile;
import io.threadleak.json.JsonReports;
import io.threadleak.json.ReportFormatException;
import io.threadleak.micrometer.ThreadLeakMetrics;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import io.threadleak.pprof.PprofProfiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports of the agent in this JVM, fetched once in the agent's interval by one thread. An agent
 * that stops to answer leaves the last report, whose time tells its age.
 */
final class AgentReports implements ReportSource {

  private static final Logger LOG = LoggerFactory.getLogger(AgentReports.class);

  private static final String REPORT = "/api/v1/report";
  private static final String PROOF = "/api/v1/proof";
  private static final String PROFILES = "/debug/pprof/";

  private final AgentCalls calls;
  private final JsonReports json = new JsonReports();
  private final ThreadLeakMetrics metrics = new ThreadLeakMetrics(this::report, List.of());
  private final PprofProfiles proven;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(OwnThreads.factory("agent-reports"));
  private volatile LeakReport latest;
  private boolean failing; // of the executor's thread alone

  /**
   * Fetches the first report, and goes on to.
   *
   * @throws IOException if nothing at that address answers with a report; the message says why
   */
  @SuppressWarnings("FutureReturnValueIgnored") // nothing is thrown into it
  AgentReports(AgentCalls calls) throws IOException {
    this.calls = calls;
    this.latest = fetch();
    this.proven =
        new PprofProfiles(
            this::report,
            () -> {
              throw new IllegalStateException("the agent looks at threads itself");
            },
            atMost -> Profiles.standing(report()));
    long millis = latest.interval().toMillis();
    executor.scheduleWithFixedDelay(this::renew, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public LeakReport report() {
    return latest;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    metrics.bindTo(registry);
  }

  @Override
  public Answer profile(String name, int debug)
      throws IOException, ProofException, InterruptedException {
    if (!name.equals(Profiles.THREADLEAK)) {
      return calls.get(PROFILES + name + "?debug=" + debug);
    }
    // Asked of the agent, it would make a proof.
    Profile profile = proven.take(name);
    return debug == 0 ? profile.binary() : profile.text();
  }

  @Override
  public Answer proof() throws IOException {
    return calls.get(PROOF);
  }

  @Override
  public Answer beginProof(@Nullable ProofEngine engine) throws IOException {
    return calls.post(engine == null ? PROOF : PROOF + "?engine=" + engine.label());
  }

  @Override
  public void close() {
    executor.shutdownNow();
    metrics.close();
  }

  private LeakReport fetch() throws IOException {
    try {
      return json.read(new String(calls.get(REPORT).body(), StandardCharsets.UTF_8));
    } catch (ReportFormatException other) {
      throw new IOException(
          "the agent at %s is of another release: %s"
              .formatted(calls.address(), other.getMessage()),
          other);
    }
  }

  private void renew() {
    try {
      latest = fetch();
      metrics.refresh();
      failing = false;
    } catch (IOException | RuntimeException | LinkageError e) {
      if (!failing) {
        LOG.warn("No report from the agent, the last one stays: {}", e.toString());
      }
      failing = true;
    }
  }
}
