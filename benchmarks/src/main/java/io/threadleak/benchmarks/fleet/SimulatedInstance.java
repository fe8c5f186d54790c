package io.threadleak.benchmarks.fleet;

import io.threadleak.model.Ages;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.EndpointsReport;
import io.threadleak.model.Estimate;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProcessReport;
import io.threadleak.model.SelfReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.StateCounts;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import io.threadleak.model.WorkReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a service whose threads come and go between any two scrapes. All instances of a
 * service have the same sites: the first leaks on all of them, the second on every hundredth, the
 * rest are healthy. The same number gives the same instance.
 */
final class SimulatedInstance {

  static final int INSTANCES_OF_A_SERVICE = 100;

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final double SECONDS = 1e-9;

  private final int number;
  private final int sites;
  private final Instant begin;
  private final Random random;
  private long work;

  SimulatedInstance(int number, int sites, Instant begin) {
    this.number = number;
    this.sites = sites;
    this.begin = begin;
    this.random = new Random(number);
  }

  /** The service it belongs to. */
  String job() {
    return "shop-" + number / INSTANCES_OF_A_SERVICE;
  }

  /** What a round at that time found. */
  LeakReport report(Instant now) {
    double age = 3600 + Duration.between(begin, now).toNanos() * SECONDS;
    work += 5_000 + random.nextInt(1_000);
    List<SiteReport> rows =
        IntStream.range(0, sites).mapToObj(site -> row(site, now, age)).toList();
    int live = rows.stream().mapToInt(SiteReport::live).sum();
    return new LeakReport(
        now,
        INTERVAL,
        rows,
        rest(now, age),
        null,
        0,
        Map.of("pids_max", 20_000L, "threads_max", 120_000L, "memory", 30_000L),
        new ProcessReport(live + 30L, 30, null, null, Map.of("pids_max", 19_000L)),
        new WorkReport("counter", work, 500.),
        EndpointsReport.NONE,
        null,
        null,
        self(age, live));
  }

  private SiteReport row(int site, Instant now, double age) {
    boolean leaks = leaks(site);
    int live = leaks ? (int) (age / 30) : site % 7 + random.nextInt(8);
    int waiting = live / 2;
    int timed = live / 4;
    long started = (long) (age * (site + 1) / 10) + live;
    return new SiteReport(
        creationSite(site),
        new StateCounts(0, live - waiting - timed, 0, waiting, timed),
        0,
        started,
        started - live,
        aged(Ages.SECONDS, live),
        aged(Ages.ROUNDS, live),
        site % 5 == 0 ? age : 30 * random.nextDouble(),
        1,
        null,
        List.of(),
        verdict(leaks ? Verdict.LEAKING : Verdict.STEADY, leaks ? 1 / 30. : 0, now),
        List.of());
  }

  private boolean leaks(int site) {
    return site == 0 || (site == 1 && number % INSTANCES_OF_A_SERVICE == 0);
  }

  private CreationSite creationSite(int site) {
    String type = "OrderHandler" + site;
    String label =
        "com.acme.%s.orders.%s.handle(%s.java:%d)"
            .formatted(job().replace('-', '.'), type, type, 40 + site);
    return new CreationSite(
        "%08x".formatted(label.hashCode()),
        label,
        ThreadKind.PLATFORM,
        AttributionSource.AGENT,
        List.of(),
        null,
        null,
        null);
  }

  private static SiteReport rest(Instant now, double age) {
    return new SiteReport(
        CreationSite.other(ThreadKind.PLATFORM),
        new StateCounts(0, 1, 0, 1, 0),
        0,
        2,
        0,
        aged(Ages.SECONDS, 2),
        aged(Ages.ROUNDS, 2),
        age,
        0,
        null,
        List.of(),
        verdict(Verdict.UNDECIDED, 0, now),
        List.of());
  }

  private static List<Integer> aged(List<Integer> ages, int live) {
    return IntStream.range(0, ages.size()).mapToObj(i -> live >> i).toList();
  }

  private static SiteVerdict verdict(Verdict verdict, double perSecond, Instant now) {
    @Nullable Estimate growth =
        verdict == Verdict.UNDECIDED
            ? null
            : new Estimate(perSecond, perSecond - 0.001, perSecond + 0.001);
    return new SiteVerdict(verdict, now, null, 0, growth, growth, 0, 300, "", "", "");
  }

  private SelfReport self(double age, int live) {
    return new SelfReport(
        "0.1.0",
        "17.0.15",
        (long) (age / INTERVAL.toSeconds()),
        0.002,
        0,
        0,
        0,
        sites,
        0,
        Map.of(AttributionSource.AGENT, live, AttributionSource.NAME, 2),
        3,
        null,
        List.of());
  }
}
