package io.threadleak.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.threadleak.ThreadLeakMonitor;
import io.threadleak.sampling.Throughput;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the best source of reports there is: a monitor that the application made itself, else the
 * agent of this JVM, else a monitor of our own.
 */
final class SourceSearch implements Supplier<ReportSource> {

  private static final Logger LOG = LoggerFactory.getLogger(SourceSearch.class);

  /** The agent serves a moment after it was loaded, which was before the application began. */
  private static final Duration AGENT_PATIENCE = Duration.ofSeconds(10);

  private static final Duration CALL_PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 100;

  private final ThreadLeakProperties knobs;
  private final Throughput throughput;
  private final @Nullable ThreadLeakMonitor applications;
  private final List<MeterRegistry> registries;

  /**
   * A search that has not begun.
   *
   * @param applications the monitor that the application made, null if it made none
   * @param registries whose meters are to follow the reports
   */
  SourceSearch(
      ThreadLeakProperties knobs,
      Throughput throughput,
      @Nullable ThreadLeakMonitor applications,
      List<MeterRegistry> registries) {
    this.knobs = knobs;
    this.throughput = throughput;
    this.applications = applications;
    this.registries = List.copyOf(registries);
  }

  /** Opens it, which takes a second; on a thread that may wait. */
  @Override
  public ReportSource get() {
    ReportSource source = open();
    registries.forEach(source::bindTo);
    return source;
  }

  private ReportSource open() {
    if (applications != null) {
      return OwnReports.ofForeign(applications);
    }
    if (knobs.agent() && AgentCalls.agentIsLoaded()) {
      ReportSource agent = agent();
      if (agent != null) {
        return agent;
      }
    }
    ThreadLeakMonitor monitor = MonitorStart.of(knobs, throughput);
    return OwnReports.of(monitor, OwnEvidence.start(knobs, monitor));
  }

  private static @Nullable ReportSource agent() {
    URI address = awaitAddress();
    if (address == null) {
      LOG.warn("The agent in this JVM does not serve; a monitor of the application's own is used");
      return null;
    }
    try {
      ReportSource agent = new AgentReports(new AgentCalls(address, CALL_PATIENCE));
      LOG.info("Threads are watched by the agent at {}, with the options of the agent", address);
      return agent;
    } catch (IOException e) {
      LOG.warn("A monitor of the application's own is used, since {}", e.getMessage());
      return null;
    }
  }

  private static @Nullable URI awaitAddress() {
    long deadline = System.nanoTime() + AGENT_PATIENCE.toNanos();
    URI address = AgentCalls.publishedAddress();
    while (address == null && System.nanoTime() < deadline) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
      address = AgentCalls.publishedAddress();
    }
    return address;
  }
}
