package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SharesTest {

  private final Random random = new Random(7);

  @Test
  void of_anyWeights_losesNothing() {
    for (int i = 0; i < 1_000; i++) {
      long amount = random.nextInt(1_000_000);
      double[] weights = random.doubles(1 + random.nextInt(16)).toArray();
      long[] parts = Shares.of(amount, weights);

      double sum = Arrays.stream(weights).sum();
      assertThat(Arrays.stream(parts).sum()).isEqualTo(amount);
      for (int part = 0; part < parts.length; part++) {
        assertThat(Math.abs(parts[part] - amount * weights[part] / sum)).isLessThanOrEqualTo(1.5);
      }
    }
  }

  @Test
  void of_noWeights_isEven() {
    assertThat(Shares.of(9, new double[3])).containsExactly(3, 3, 3);
  }

  @Test
  void atLeast_askedFor_isGivenFirst() {
    assertThat(Shares.atLeast(10, new long[] {0, 4}, new double[] {1, 0})).containsExactly(6, 4);
    assertThat(Shares.atLeast(4, new long[] {4, 4}, new double[] {1, 0})).containsExactly(2, 2);
    assertThat(Shares.atLeast(0, new long[] {0, 0}, new double[] {1, 0})).containsExactly(0, 0);
  }

  @Test
  void carrying_manySmallAmounts_addUpToTheWeights() {
    double[] weights = {0.7, 0.29, 0.01};
    double[] owed = new double[3];
    long[] sums = new long[3];
    for (int i = 0; i < 10_000; i++) {
      int[] parts = Shares.carrying(1, weights, owed);
      assertThat(Arrays.stream(parts).sum()).isEqualTo(1);
      for (int part = 0; part < 3; part++) {
        assertThat(parts[part]).isNotNegative();
        sums[part] += parts[part];
      }
    }
    assertThat(sums[0]).isBetween(6_998L, 7_002L);
    assertThat(sums[2]).isBetween(98L, 102L);
  }
}
