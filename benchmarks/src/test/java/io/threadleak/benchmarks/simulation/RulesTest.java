package io.threadleak.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules in use, on series made by hand: 8 hours at 10 s, 100 units of work a second. */
class RulesTest {

  private static final int ROUNDS = 8 * 360 + 1;

  @Test
  void threshold_liveAboveIt_firesAfterFiveMinutes() {
    assertThat(fires("live > 500", round -> round < 50 ? 500 : 501)).isEqualTo(80);
    assertThat(fires("live > 500", round -> round % 30 == 0 ? 500 : 501)).isEqualTo(-1);
  }

  @Test
  void perRequest_ratioMoreThanDoubles_firesAfterTenMinutes() {
    assertThat(fires("live / rate", round -> round < 200 ? 50 : 101)).isEqualTo(260);
    assertThat(fires("live / rate", round -> round < 200 ? 50 : 100)).isEqualTo(-1);
  }

  @Test
  void perRequest_threadsGrowWithTheWork_staysQuiet() {
    Series growing = series(round -> 10 + round, round -> 50 * round * (round + 20));

    assertThat(rule("live / rate").firesAt(growing)).isEqualTo(-1);
  }

  @Test
  void perRequest_workUnknown_staysQuiet() {
    double[] unknown = new double[ROUNDS];
    Arrays.fill(unknown, Double.NaN);
    Series series = new Series(seconds(), live(round -> round), unknown);

    assertThat(rule("live / rate").firesAt(series)).isEqualTo(-1);
    assertThat(rule("rising").firesAt(series)).isEqualTo(-1);
  }

  @Test
  void deriv_twoThreadsAMinute_firesFifteenMinutesAfterItsWindow() {
    assertThat(fires("deriv", round -> round / 3)).isEqualTo(360 + 90);
    assertThat(fires("deriv", round -> round / 12)).isEqualTo(-1);
  }

  @Test
  void predictLinear_limitMetWithinSixHours_firesAnHourAfterItsWindow() {
    assertThat(fires("predict_linear", round -> 100 + 2 * round / 3)).isEqualTo(720 + 360);
    assertThat(fires("predict_linear", round -> 100 + round / 6)).isEqualTo(-1);
  }

  @Test
  void holmes_jumpAboveTheMeanOfTen_firesAtOnce() {
    assertThat(fires("holmes, its goroutine", round -> round < 50 ? 3000 : 4000)).isEqualTo(50);
    assertThat(fires("holmes, its goroutine", round -> round < 50 ? 1500 : 2999)).isEqualTo(-1);
    assertThat(fires("holmes, its goroutine", round -> 3000 + 20 * round)).isEqualTo(-1);
    assertThat(fires("holmes, its goroutine", round -> 1000 * round)).isEqualTo(10);
    assertThat(fires("holmes, its thread", round -> round < 50 ? 70 : 71)).isEqualTo(50);
  }

  @Test
  void risingFloor_threadsGrowAndWorkDoesNot_firesAnHourAfterItsWindow() {
    assertThat(fires("rising", round -> round / 6)).isEqualTo(6 * 360);
    assertThat(fires("rising", round -> round / 120)).as("too slow").isEqualTo(-1);
    Series inStep = series(round -> 5000 + round, round -> 50 * round * (round + 10_000));
    assertThat(rule("rising").firesAt(inStep)).isEqualTo(-1);
  }

  @Test
  void rule_seriesGoesStale_beginsToWaitAnew() {
    double[] gap = seconds();
    for (int i = 20; i < gap.length; i++) {
      gap[i] += 600;
    }
    Series series = new Series(gap, live(round -> 501), work(RulesTest::steadyWork));

    assertThat(rule("live > 500").firesAt(series)).isEqualTo(50);
  }

  @Test
  void series_counterWithReset_hasItsRate() {
    Series series = series(round -> 1, round -> 1000 * (round % 100));

    assertThat(series.workRate(150, 300)).isCloseTo(100, within(1e-9));
    assertThat(series.workRate(100, 300))
        .as("without what was done from one sample to the reset")
        .isCloseTo(100 * 28 / 29.0, within(1e-9));
  }

  @Test
  void series_line_goesThroughItsPoints() {
    Series series = series(round -> 7 + 3 * round, RulesTest::steadyWork);

    Series.Line line = series.line(400, 3600);
    assertThat(line.perSecond()).isCloseTo(0.3, within(1e-9));
    assertThat(line.now()).isCloseTo(1207, within(1e-6));
  }

  private static int fires(String rule, IntUnaryOperator live) {
    return rule(rule).firesAt(series(live, RulesTest::steadyWork));
  }

  private static Rule rule(String beginning) {
    return Rules.all().stream()
        .filter(rule -> rule.name().startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }

  private static Series series(IntUnaryOperator live, IntUnaryOperator work) {
    return new Series(seconds(), live(live), work(work));
  }

  private static double[] seconds() {
    return IntStream.range(0, ROUNDS).mapToDouble(round -> 10.0 * round).toArray();
  }

  private static int[] live(IntUnaryOperator live) {
    return IntStream.range(0, ROUNDS).map(live).toArray();
  }

  private static double[] work(IntUnaryOperator work) {
    return IntStream.range(0, ROUNDS).mapToDouble(work::applyAsInt).toArray();
  }

  private static int steadyWork(int round) {
    return 1000 * round;
  }
}
