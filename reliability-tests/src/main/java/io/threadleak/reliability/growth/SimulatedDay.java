package io.threadleak.reliability.growth;

import io.threadleak.DayStand;
import io.threadleak.json.JsonReports;
import io.threadleak.json.RecordingStand;
import io.threadleak.model.LeakReport;
import io.threadleak.prometheus.PrometheusExposition;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A day in minutes: the rounds, the analysis, the expositions and the recording on a clock that
 * jumps from round to round, while threads come from ever new sites, some of them for an hour, and
 * go. Read ten times after the first fifth, when histories are full.
 */
public final class SimulatedDay {

  private static final int MAX_SITES = 200;
  private static final int STARTS_PER_ROUND = 6;
  private static final int LONG_LIVED_OF = 20;
  private static final int MOST_LONG_LIVED = 60;
  private static final int READINGS = 10;
  private static final double WARM_UP = 0.2;
  private static final int COLLECTIONS = 3;

  private final Duration time;
  private final SplittableRandom random;
  private final Consumer<String> progress;
  private final DayStand stand = new DayStand(MAX_SITES);
  private final PrometheusExposition metrics = new PrometheusExposition();
  private final JsonReports json = new JsonReports();
  private final ManySites sites;
  private final LinkedBlockingDeque<LongLived> longLived = new LinkedBlockingDeque<>();
  private final List<Reading> readings = new ArrayList<>();
  private long started;
  private long folded;

  /**
   * Prepares it.
   *
   * @param time to be simulated
   */
  public SimulatedDay(Duration time, long seed, Consumer<String> progress) throws IOException {
    this.sites = new ManySites();
    this.time = time;
    this.random = new SplittableRandom(seed);
    this.progress = progress;
  }

  /** Runs it to its end. */
  public GrowthOutcome run() throws Exception {
    Path directory = Files.createTempDirectory("threadleak-day-");
    try (RecordingStand recording = new RecordingStand(directory, stand.clock())) {
      double next = WARM_UP;
      while (stand.elapsed().compareTo(time) < 0) {
        round(recording);
        if (stand.elapsed().toSeconds() >= next * time.toSeconds()) {
          readings.add(read(directory));
          next += (1 - WARM_UP) / (READINGS - 1);
          progress.accept("simulated " + stand.elapsed() + ": " + last());
        }
      }
      endAll();
      List<String> troubles = new ArrayList<>(recording.troubles());
      Growth.ALL.forEach(growth -> growth.trouble(readings).ifPresent(troubles::add));
      String counted =
          "%,d rounds, %,d threads started, at more sites than the %d kept apart (%,d folded)"
              .formatted(stand.elapsed().toSeconds() / 10, started, MAX_SITES, folded);
      return new GrowthOutcome(
          time.toHours() + " h of simulated time", readings, counted, troubles);
    } finally {
      delete(directory);
    }
  }

  private Reading last() {
    return readings.get(readings.size() - 1);
  }

  private void round(RecordingStand recording)
      throws InterruptedException, ReflectiveOperationException {
    for (int i = 0; i < STARTS_PER_ROUND; i++) {
      // Few sites often, and all others now and then.
      int few = ManySites.KEPT;
      int site = random.nextInt(random.nextBoolean() ? few : ManySites.SITES);
      start(site, random.nextInt(LONG_LIVED_OF) == 0);
    }
    while (longLived.size() > MOST_LONG_LIVED) {
      longLived.removeFirst().end();
    }
    LeakReport report = stand.round();
    folded = report.self().foldedSites();
    metrics.scrape(report, null, Set.of());
    json.write(report);
    recording.write(report);
  }

  private void start(int site, boolean lives) throws ReflectiveOperationException {
    started++;
    LongLived thread = new LongLived(stand);
    sites.start(site, thread, stand.hook());
    thread.start();
    if (lives) {
      longLived.add(thread);
    } else {
      thread.release.countDown();
    }
  }

  private void endAll() throws InterruptedException {
    for (LongLived thread : longLived) {
      thread.end();
    }
    longLived.clear();
  }

  private Reading read(Path directory) throws IOException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    List<Path> recorded = list(directory);
    return new Reading(
        stand.elapsed().toSeconds(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        0,
        Thread.activeCount() - longLived.size(),
        list(Path.of("/proc/self/fd")).size(),
        recorded.size(),
        recorded.stream().mapToLong(file -> file.toFile().length()).sum());
  }

  private static List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> left;
    try (Stream<Path> files = Files.walk(directory)) {
      left = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : left) {
      Files.delete(file);
    }
  }

  /** A thread that ends when it is told to. */
  private static final class LongLived extends Thread {

    private final CountDownLatch release = new CountDownLatch(1);
    private final DayStand stand;

    LongLived(DayStand stand) {
      super("worker");
      setDaemon(true);
      this.stand = stand;
    }

    @Override
    public void run() {
      try {
        release.await();
      } catch (InterruptedException e) {
        interrupt();
      } finally {
        stand.ended(this);
      }
    }

    void end() throws InterruptedException {
      release.countDown();
      join();
    }
  }
}
