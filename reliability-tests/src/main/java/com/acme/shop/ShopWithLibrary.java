package com.acme.shop;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.attribution.Attribution;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.http.ThreadLeakServer;
import io.threadleak.json.JsonReports;
import io.threadleak.json.Recorder;
import io.threadleak.model.AttributionSource;
import io.threadleak.pprof.PprofProfiles;
import io.threadleak.prometheus.PrometheusExposition;
import io.threadleak.sampling.Throughput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The same shop with the library in it. The system property {@code shop.fault} names what of its
 * own it does wrong: {@code throughput}, {@code attribution} or {@code listener}.
 */
public final class ShopWithLibrary {

  private ShopWithLibrary() {}

  /** As {@link Shop}; {@code close} at the desk closes what was started here. */
  public static void main(String[] arguments) throws Exception {
    String fault = System.getProperty("shop.fault", "none");
    AtomicInteger thrown = new AtomicInteger();
    ThreadLeakMonitor.Builder builder = ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1));
    if (fault.equals("throughput")) {
      builder.throughput(Throughput.counter(() -> fail(thrown)));
    }
    if (fault.equals("attribution")) {
      builder.attribution(new FailingAttribution(thrown));
    }
    ThreadLeakMonitor monitor = builder.start();
    if (fault.equals("listener")) {
      for (int i = 0; i < Failures.KINDS; i++) {
        monitor.subscribe(report -> fail(thrown));
      }
    }
    Recorder recorder =
        Recorder.builder(Path.of(System.getProperty("shop.recordings"))).start(monitor);
    ThreadLeakServer server =
        ThreadLeakServer.builder()
            .port(0)
            .reports(monitor::report)
            .metrics(new PrometheusExposition())
            .report(new JsonReports())
            .profiles(
                new PprofProfiles(
                    monitor::report, monitor::profile, atMost -> monitor.prove().await(atMost)))
            .start();
    System.setProperty("threadleak.url", "http://127.0.0.1:" + server.port());
    Desk desk = new Desk();
    desk.offer("thrown", () -> Integer.toString(thrown.get()));
    desk.offer(
        "close",
        () -> {
          server.close();
          recorder.close();
          monitor.close();
          return "closed";
        });
    Shop.run(desk);
  }

  private static long fail(AtomicInteger thrown) {
    throw Failures.sneak(Failures.of(thrown.getAndIncrement() % Failures.KINDS));
  }

  /** Fails at whatever it is asked. */
  private record FailingAttribution(AtomicInteger thrown) implements Attribution {

    @Override
    public AttributionSource source() {
      return AttributionSource.FACTORY;
    }

    @Override
    public void open(ThreadLedger ledger) {
      thrown.incrementAndGet();
    }

    @Override
    public Duration lag() {
      return Duration.ZERO;
    }

    @Override
    public String trouble() {
      throw Failures.sneak(Failures.of(thrown.getAndIncrement() % Failures.KINDS));
    }

    @Override
    public void close() {
      throw new IllegalStateException("on purpose");
    }
  }
}
