package io.threadleak.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.analysis.PilesUp.Work;
import io.threadleak.analysis.Surroundings.Headroom;
import io.threadleak.model.Estimate;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sentences over figures from all over what a double can be, and over names of any characters. */
final class WordsExtremesTest {

  private static final double[] FIGURES = {
    0,
    1e-300,
    1e-9,
    0.049,
    0.5,
    0.9999,
    1,
    1.4999,
    9.99,
    59.5,
    99.99,
    119.99,
    999.99,
    3599.9,
    86_399,
    4_096,
    1e6,
    1e9,
    1e18,
    1e300,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY
  };
  private static final List<String> NAMES =
      List.of(
          "com.acme.OrderHandler.handle(OrderHandler.java:42)",
          "pool-#-thread-#",
          "\u001b[2J\r\n\u202e\u0000",
          "\ud83d",
          "x".repeat(10_000),
          "a." + "b".repeat(10_000) + "(C.java:1)");
  private static final List<Work> WORKS = List.of(Work.values());
  private static final Pattern SENTENCE = Pattern.compile("\\P{C}{10,500}[^.]\\.");
  private static final Pattern MACHINE_FIGURE =
      Pattern.compile(
          "NaN|Infinity|null|\\d[eE][-+\\d]|-\\d|(?<![.\\d])\\d{4}|\\b0 s\\b|\\b1 threads|  ");

  private final Random random = new Random(20_260_102);

  @Test
  void inWords_anyFigures_areBoundedLinesOfPlainFigures() {
    for (int i = 0; i < 5_000; i++) {
      Surroundings around = surroundings();
      assertPlain(pilesUp(), around);
      assertPlain(calm(), around);
      assertPlain(new TooEarly(random.nextInt(30), 30), around);
    }
  }

  @Test
  void remarks_anyTime_leaveOneSentence() {
    Sentences sentences = new TooEarly(3, 30).inWords(surroundings());
    for (Instant time : List.of(Instant.MIN, Instant.EPOCH, Instant.MAX)) {
      assertThat(Words.lastSeen(sentences, time).summary())
          .matches("[^;]+; last seen at .+ UTC\\.");
      assertThat(Words.takenBack(sentences, time, time).summary()).matches("[^;]+; .+ UTC\\.");
    }
  }

  private static void assertPlain(Evidence evidence, Surroundings around) {
    Sentences words = evidence.inWords(around);
    for (String sentence : List.of(words.summary(), words.explanation(), words.nextStep())) {
      boolean plain =
          SENTENCE.matcher(sentence).matches() && !MACHINE_FIGURE.matcher(sentence).find();
      assertThat(plain).as("%s%nof %s", sentence, evidence).isTrue();
    }
  }

  private PilesUp pilesUp() {
    return new PilesUp(
        random.nextBoolean(),
        figure(),
        figure(),
        figure(),
        figure(),
        random.nextBoolean(),
        estimate(),
        estimate(),
        WORKS.get(random.nextInt(WORKS.size())),
        random.nextBoolean() ? figure() : -Math.min(1, figure()));
  }

  private Calm calm() {
    boolean rises = random.nextBoolean();
    return new Calm(
        figure(), figure(), figure(), figure(), () -> rises, random.nextBoolean(), figure());
  }

  private Surroundings surroundings() {
    return new Surroundings(
        name(),
        random.nextBoolean() ? ThreadKind.PLATFORM : ThreadKind.VIRTUAL,
        random.nextBoolean() ? 0 : random.nextInt(10_000),
        random.nextBoolean() ? SiteHistory.UNBOUNDED : random.nextInt(SiteHistory.UNBOUNDED),
        random.nextBoolean() ? "requests" : name(),
        random.nextBoolean() ? null : new Headroom((long) figure(), (long) figure()),
        random.nextBoolean() ? null : name());
  }

  private @Nullable Estimate estimate() {
    double value = random.nextBoolean() ? figure() : -figure();
    double low = random.nextBoolean() ? value : Math.min(value, figure());
    double high = random.nextBoolean() ? value : Double.POSITIVE_INFINITY;
    return random.nextInt(5) == 0 ? null : new Estimate(value, low, high);
  }

  /** Now and then a telling one, else any positive double there is. */
  private double figure() {
    if (random.nextBoolean()) {
      return FIGURES[random.nextInt(FIGURES.length)];
    }
    double any = Math.abs(Double.longBitsToDouble(random.nextLong()));
    return Double.isNaN(any) ? 0 : any;
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }
}
