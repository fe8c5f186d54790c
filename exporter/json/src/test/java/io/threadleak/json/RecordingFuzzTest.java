package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.threadleak.Replay;
import io.threadleak.model.RecordedRound;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file holds, reading and replaying it ends, in rounds or in the reader's own exception.
 *
 * <p>Inputs are recordings that were damaged, grammatical JSON of any shape, and noise. They follow
 * from a seed and a number, so that any of them can be had again. A million of them:
 *
 * <pre>{@code
 * mvn -B package -pl exporter/json -am -Dtest=RecordingFuzzTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dthreadleak.fuzz.inputs=1000000
 * }</pre>
 */
class RecordingFuzzTest {

  private static final int INPUTS = Integer.getInteger("threadleak.fuzz.inputs", 20_000);
  private static final long SEED = Long.getLong("threadleak.fuzz.seed", 20_261_121);

  private static final RecordingLimits LIMITS = new RecordingLimits(1 << 16, 40);
  private static final Duration STARTUP = Duration.ofMinutes(2);
  private static final Duration PER_INPUT = Duration.ofMillis(20);
  private static final long MOST_WARNINGS = 1 << 16;

  private long read;
  private long refused;
  private long rounds;
  private long warned;

  @Test
  void read_anyInput_endsInRoundsOrItsOwnException() {
    assertTimeoutPreemptively(
        STARTUP.plus(PER_INPUT.multipliedBy(INPUTS)),
        () -> {
          for (int number = 0; number < INPUTS; number++) {
            check(number);
          }
        });
    System.out.printf(
        "fuzz: seed %d, %d inputs: %d read, %d refused; %d rounds judged, %d warnings%n",
        SEED, INPUTS, read, refused, rounds, warned);
    assertThat(read).as("inputs that were read").isGreaterThan(INPUTS / 10);
    assertThat(refused).as("inputs that were refused").isGreaterThan(INPUTS / 10);
    assertThat(rounds).isGreaterThan(INPUTS);
  }

  private void check(int number) {
    byte[] input = FuzzInput.of(new SplittableRandom(SEED + number));
    try {
      replay(input);
      read++;
    } catch (RecordingFormatException e) {
      assertThat(e.getMessage()).as("of %s", number).startsWith("fuzz").hasLineCount(1);
      refused++;
    } catch (IOException | RuntimeException | Error e) {
      throw new AssertionError(
          "seed %d, input %d: %s"
              .formatted(SEED, number, Base64.getEncoder().encodeToString(input)),
          e);
    }
  }

  private void replay(byte[] input) throws IOException {
    long[] warnings = new long[1];
    try (RecordingReader reader =
        RecordingReader.of(
            "fuzz", new ByteArrayInputStream(input), LIMITS, site -> true, w -> warnings[0]++)) {
      Replay replay = new Replay(reader.interval());
      RoundOrder order = new RoundOrder(warning -> warnings[0]++);
      for (RecordedRound round = reader.next(); round != null; round = reader.next()) {
        order.add(round, reader.place());
        judge(order, replay);
      }
      order.end();
      judge(order, replay);
      assertThat(replay.sites()).hasSizeLessThanOrEqualTo((int) replay.rounds() * LIMITS.sites());
    }
    warned += warnings[0];
    assertThat(warnings[0]).isLessThan(MOST_WARNINGS);
  }

  private void judge(RoundOrder order, Replay replay) {
    for (RecordedRound round = order.poll(); round != null; round = order.poll()) {
      replay.add(round);
      rounds++;
    }
  }
}
