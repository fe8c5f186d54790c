package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SamplingRateTest {

  private static final double SHARE = 0.01;
  private static final long SECOND = 1_000_000_000;

  private final SamplingBudget budget = new SamplingBudget(SHARE);
  private final SamplingRate rate = new SamplingRate(budget, 0);

  @Test
  void chooses_rareStarts_isEveryOne() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(rate.chooses(i)).isTrue();
      rate.chosen(i * SECOND / 10);
    }
    assertThat(rate.level()).isZero();
  }

  @Test
  void chooses_burstOfAMillion_staysWithinTheBudget() {
    int chosen = 0;
    for (int i = 0; i < 1_000_000; i++) {
      if (rate.chooses(i)) {
        chosen++;
        rate.chosen(i * SECOND / 1_000_000);
      }
    }
    double allowed = SHARE * SECOND / SamplingBudget.TYPICAL_NANOS;
    assertThat((double) chosen).isBetween(SamplingRate.AT_LEAST * 1., 2 * allowed);
  }

  @Test
  void chooses_atSomeLevel_isOneInTwoToItWhateverThePattern() {
    rate.setMixed();
    rate.fit(100_000);
    double expected = Math.scalb(1., -rate.level());
    assertThat(rate.level()).isPositive();
    for (int step : new int[] {1, 2, 987, 1 << 16}) {
      int chosen = 0;
      for (int i = 0; i < 200_000; i++) {
        chosen += rate.chooses(5L + (long) i * step) ? 1 : 0;
      }
      assertThat(chosen / 200_000.).isCloseTo(expected, within(expected / 10));
    }
  }

  @Test
  void fit_startsBecomeRareAgain_choosesEveryOneAgain() {
    rate.fit(10_000_000);
    assertThat(rate.chooses(12_345) && rate.chooses(12_346) && rate.chooses(12_347)).isFalse();
    rate.fit(1);
    assertThat(rate.level()).isZero();
    assertThat(rate.chooses(12_345)).isTrue();
  }

  @Test
  void perSecond_mixedClasses_getMostOfTheBudget() {
    new SamplingRate(budget, 0).fit(1e7);
    new SamplingRate(budget, 0).fit(1e7);
    rate.fit(1e7);
    double before = budget.perSecond(false);
    rate.setMixed();

    assertThat(budget.perSecond(true)).isGreaterThan(10 * before);
    assertThat(budget.perSecond(false)).isCloseTo(1.5 * before, within(1e-6 * before));
  }

  @Test
  void spent_walksThatAreDear_areFewer() {
    double before = budget.perSecond(true);
    for (int i = 0; i < 1_000; i++) {
      budget.spent(10_000);
    }
    assertThat(budget.perSecond(true)).isCloseTo(before / 5, within(before / 50));
  }
}
