package io.threadleak.reliability.growth;

import io.threadleak.reliability.host.HostCommand;
import io.threadleak.reliability.host.HostJvm;
import io.threadleak.reliability.host.Load;
import io.threadleak.reliability.host.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Real time with a host under load and the agent in it: a scrape and a report every 5 s, a profile
 * every minute, recording on, four proofs. Read after a warm-up of a tenth of it, and nine times
 * more.
 */
public final class LoadedHour {

  private static final int ORDERS_PER_SECOND = 50;
  private static final int PARTS = 10;
  private static final long SCRAPE_SECONDS = 5;
  private static final long PROFILE_SECONDS = 60;

  /** The parts after which a proof is asked for. */
  private static final List<Integer> PROOFS_AFTER = List.of(1, 3, 5, 7);

  private final Place place;
  private final Duration time;
  private final Consumer<String> progress;
  private final List<Reading> readings = new ArrayList<>();
  private long scrapes;
  private long profiles;
  private long proofs;

  /**
   * Prepares it.
   *
   * @param time a minute at least
   */
  public LoadedHour(Place place, Duration time, Consumer<String> progress) {
    this.place = place;
    this.time = time;
    this.progress = progress;
  }

  /** Runs it to its end. */
  public GrowthOutcome run() throws Exception {
    try (HostCommand command = new HostCommand(place)) {
      return run(command);
    }
  }

  private GrowthOutcome run(HostCommand command) throws IOException, InterruptedException {
    Path recordings = command.folder().resolve("recordings");
    // 64KB a file, so that files are ended and the oldest of them deleted in the time there is.
    String options = "port=0,recordingFileSize=64KB,recordingTotalSize=1MB,recording=" + recordings;
    command.rawAgent(place.agent(), options).flag("-XX:+UseSerialGC");
    try (HostJvm host = command.start()) {
      Load load = Load.start(host, ORDERS_PER_SECOND);
      String url = host.url();
      long began = System.nanoTime();
      for (int part = 1; part <= PARTS; part++) {
        scrapeUntil(url, began, began + time.toNanos() / PARTS * part);
        readings.add(OwnHold.read(host, place, recordings, (System.nanoTime() - began) / 1e9));
        progress.accept("part " + part + " of " + PARTS + ": " + readings.get(part - 1));
        if (PROOFS_AFTER.contains(part)) {
          HostJvm.get(url + "/debug/pprof/threadleak");
          proofs++;
        }
      }
      load.stop();
      return outcome(host, load);
    }
  }

  private GrowthOutcome outcome(HostJvm host, Load load) throws IOException, InterruptedException {
    String counted =
        "%,d orders, %d lost; %d scrapes of /metrics and of /api/v1/report, %d profiles, %d proofs"
            .formatted(load.tried(), load.lost(), scrapes, profiles, proofs);
    List<String> troubles = new ArrayList<>();
    Growth.ALL.forEach(growth -> growth.trouble(readings).ifPresent(troubles::add));
    if (load.lost() > 0) {
      troubles.add(load.lost() + " orders lost: " + load.firstLoss());
    }
    if (!host.warnings().isEmpty()) {
      troubles.add("warnings: " + host.warnings());
    }
    int status = host.end();
    if (status != 0) {
      troubles.add("the host ended with " + status);
    }
    return new GrowthOutcome(
        "%d min of real load".formatted(time.toMinutes()), readings, counted, troubles);
  }

  private void scrapeUntil(String url, long began, long end)
      throws IOException, InterruptedException {
    while (System.nanoTime() < end) {
      HostJvm.get(url + "/metrics");
      HostJvm.get(url + "/api/v1/report");
      scrapes++;
      if (scrapes * SCRAPE_SECONDS / PROFILE_SECONDS > profiles) {
        HostJvm.get(url + "/debug/pprof/thread");
        profiles++;
      }
      long next = began + TimeUnit.SECONDS.toNanos(scrapes * SCRAPE_SECONDS);
      TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
    }
  }
}
