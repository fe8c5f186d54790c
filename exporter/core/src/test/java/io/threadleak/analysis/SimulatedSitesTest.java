package io.threadleak.analysis;

import static io.threadleak.analysis.SimulatedSite.FOREVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.Verdict;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many random sites of each kind, from fixed seeds: what share is called leaking. */
final class SimulatedSitesTest {

  private static final int SEEDS = 40;
  private static final int STEP = 7;

  @Test
  void requests_anyRateAndLatency_neverLeak() {
    assertThat(leaking(SimulatedSitesTest::requests)).isZero();
  }

  @Test
  void connections_anyRateAndLife_neverLeak() {
    assertThat(leaking(SimulatedSitesTest::connections)).isZero();
  }

  @Test
  void pools_anySizeUpTo64AndFillUpTo90Rounds_neverLeak() {
    assertThat(leaking(SimulatedSitesTest::pool)).isZero();
  }

  @Test
  void leaks_anyRateUnderAnyHealthyLoad_areFound() {
    assertThat(leaking(SimulatedSitesTest::leak)).isEqualTo(SEEDS);
  }

  @Test
  void leaks_beforeTheyBegin_areNotCalled() {
    assertThat(count(seed -> leaksBefore(leak(seed), 100))).isZero();
  }

  private static SimulatedSite requests(long seed) {
    SimulatedSite site = new SimulatedSite(400, 10, seed);
    double rate = between(site, 1, 40);
    double life = between(site, 0.05, 5);
    double swing = site.random().nextDouble() * 0.9;
    return site.randomly(
        0,
        400,
        at -> rate * (1 + swing * Math.sin(at / 50 + seed)),
        start -> site.exponential(life));
  }

  private static SimulatedSite connections(long seed) {
    SimulatedSite site = new SimulatedSite(900, 10, seed);
    double rate = between(site, 0.1, 3);
    double life = between(site, 20, 360);
    return site.randomly(0, 900, at -> rate, start -> site.exponential(life));
  }

  private static SimulatedSite pool(long seed) {
    SimulatedSite site = new SimulatedSite(400, 10, seed);
    double fill = between(site, 1, 90);
    double begin = site.random().nextInt(200);
    int threads = (int) between(site, 2, 64);
    for (int i = 0; i < threads; i++) {
      site.thread(begin + fill * site.random().nextDouble(), FOREVER);
    }
    return site;
  }

  private static SimulatedSite leak(long seed) {
    SimulatedSite site = new SimulatedSite(800, 10, seed);
    double rate = between(site, 1, 40);
    double life = between(site, 0.05, 4);
    double leaked = between(site, 0.1, 1);
    return site.randomly(0, 800, at -> rate, start -> site.exponential(life))
        .randomly(100, 800, at -> leaked, start -> FOREVER);
  }

  /** Spread evenly over the orders of magnitude. */
  private static double between(SimulatedSite site, double low, double high) {
    return low * Math.pow(high / low, site.random().nextDouble());
  }

  private static long leaking(LongFunction<SimulatedSite> kind) {
    return count(
        seed -> {
          SimulatedSite site = kind.apply(seed);
          return leaksBefore(site, site.rounds());
        });
  }

  private static long count(LongPredicate leaks) {
    return LongStream.rangeClosed(1, SEEDS).filter(leaks).count();
  }

  private static boolean leaksBefore(SimulatedSite site, int lastRound) {
    for (int round = 0; round <= lastRound; round += STEP) {
      if (SiteAnalysis.judge(site.history(round)).verdict() == Verdict.LEAKING) {
        return true;
      }
    }
    return false;
  }
}
