package io.threadleak.benchmarks;

import io.threadleak.model.Ages;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.StateCounts;
import io.threadleak.model.WorkReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A service whose counts change from round to round: at every other site threads come and go, from
 * one in minutes to some a second, and live for seconds to hours; the rest are pools that stand
 * still. The same seed gives the same service.
 */
final class BusySites {

  private static final double SHORTEST_LIFE_SECONDS = 5;
  private static final double LIVES = 2_000; // the longest life against the shortest
  private static final double FEWEST_STARTS = 0.02; // a round
  private static final double STARTS = 2_000; // the most against the fewest
  private static final int POOL = 16;

  private final LeakReport first;
  private final double intervalSeconds;
  private final Random random = new Random(1);
  private final double[] startsPerRound;
  private final double[] lifeSeconds;
  private final long[] started;
  private long work;
  private long rounds;

  /** The sites are those of a report that has some. */
  BusySites(LeakReport first) {
    this.first = first;
    this.intervalSeconds = first.interval().toNanos() / 1e9;
    int sites = first.sites().size();
    startsPerRound = new double[sites];
    lifeSeconds = new double[sites];
    started = new long[sites];
    for (int i = 0; i < sites; i++) {
      startsPerRound[i] = i % 2 == 0 ? 0 : FEWEST_STARTS * Math.pow(STARTS, random.nextDouble());
      lifeSeconds[i] = SHORTEST_LIFE_SECONDS * Math.pow(LIVES, random.nextDouble());
    }
  }

  /** The next round. */
  LeakReport next() {
    rounds++;
    work += 5_000 + random.nextInt(1_000);
    List<SiteReport> rows =
        IntStream.range(0, started.length).mapToObj(i -> next(i, first.sites().get(i))).toList();
    return new LeakReport(
        first.time().plusNanos(Math.round(rounds * intervalSeconds * 1e9)),
        first.interval(),
        rows,
        first.other(),
        first.otherVirtual(),
        0,
        first.limits(),
        first.process(),
        new WorkReport("counter", work, 500.),
        first.endpoints(),
        first.virtualThreads(),
        first.proof(),
        first.self());
  }

  private SiteReport next(int site, SiteReport row) {
    double mean = startsPerRound[site] * lifeSeconds[site] / intervalSeconds;
    boolean pool = startsPerRound[site] == 0;
    int live = pool ? POOL : around(mean);
    started[site] = pool ? POOL : Math.max(started[site], live) + around(startsPerRound[site]);
    return new SiteReport(
        row.site(),
        new StateCounts(0, 0, 0, live, 0),
        row.liveMargin(),
        started[site],
        started[site] - live,
        aged(Ages.SECONDS, 1, live, pool, lifeSeconds[site]),
        aged(Ages.ROUNDS, intervalSeconds, live, pool, lifeSeconds[site]),
        row.oldestSeconds(),
        row.pools(),
        row.bound(),
        row.birthplaces(),
        row.verdict(),
        List.of());
  }

  private List<Integer> aged(
      List<Integer> ages, double unitSeconds, int live, boolean pool, double life) {
    List<Integer> aged = new ArrayList<>(ages.size());
    int younger = live;
    for (int age : ages) {
      younger = pool ? live : Math.min(younger, around(live * Math.exp(-age * unitSeconds / life)));
      aged.add(younger);
    }
    return aged;
  }

  /** A count that scatters about its mean as independent events do. */
  private int around(double mean) {
    double scattered = mean + Math.sqrt(mean) * random.nextGaussian();
    return (int) Math.max(0, Math.round(scattered));
  }
}
