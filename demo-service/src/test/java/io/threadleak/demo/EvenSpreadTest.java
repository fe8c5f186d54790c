package io.threadleak.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class EvenSpreadTest {

  @Test
  void durations_stayWithinTheirBounds() {
    EvenSpread spread = new EvenSpread(20, 200);

    assertThat(LongStream.generate(spread::nextMillis).limit(1_000))
        .allMatch(m -> m >= 20 && m <= 200);
  }

  @Test
  void durations_afterAFew_averageToTheMiddle() {
    EvenSpread spread = new EvenSpread(5_000, 15_000);

    double average = LongStream.generate(spread::nextMillis).limit(20).average().orElseThrow();

    assertThat(average).isCloseTo(10_000, within(500.0));
  }
}
