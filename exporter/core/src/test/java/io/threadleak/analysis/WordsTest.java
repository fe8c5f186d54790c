package io.threadleak.analysis;

import static io.threadleak.model.ThreadKind.PLATFORM;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.analysis.PilesUp.Work;
import io.threadleak.analysis.Surroundings.Headroom;
import io.threadleak.model.Estimate;
import io.threadleak.model.SiteHistory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Verdicts in words, sentence by sentence. */
final class WordsTest {

  private static final String LABEL = "com.acme.OrderHandler.handle(OrderHandler.java:42)";
  private static final Surroundings REQUESTS =
      new Surroundings(
          LABEL, PLATFORM, 0, SiteHistory.UNBOUNDED, "requests", new Headroom(4096, 336));
  private static final Surroundings UNKNOWN =
      Surroundings.of(LABEL, PLATFORM, SiteHistory.UNBOUNDED);

  private static final String BY_REQUEST =
      "One thread is left behind in about 1,100 requests: look for the endpoint, the failure or the"
          + " timer that leaves it, and shut the executor down, cancel the timer or give the wait a"
          + " timeout.";

  @Test
  void leak_atAPlaceWithEverythingKnown_saysAllOfIt() {
    Sentences sentences = new Leak().inWords(REQUESTS);
    assertThat(sentences.summary())
        .isEqualTo(
            "37 threads started at OrderHandler.handle:42 in the last 40 min, none ended; 0.92 per"
                + " 1,000 requests; at this rate the limit of 4,096 threads is reached in about"
                + " 3 d.");
    assertThat(sentences.explanation())
        .isEqualTo(
            "They came evenly and stay, unlike a burst, a pool that fills up to its size or"
                + " threads that live long; and the rate of work did not change.");
    assertThat(sentences.nextStep()).isEqualTo(BY_REQUEST);
  }

  static Stream<Object[]> summaries() {
    Surroundings byName =
        new Surroundings("pool-#-thread-#", PLATFORM, 0, SiteHistory.UNBOUNDED, "requests", null);
    return Stream.of(
        new Object[] {
          new Leak().came(1, 0),
          UNKNOWN,
          "1 thread started at OrderHandler.handle:42 in the last 40"
              + " min, none ended; 0.92 per 1,000 units of work."
        },
        new Object[] {
          new Leak().came(1250, 1190).without(Work.UNKNOWN),
          UNKNOWN,
          "1,250 threads started at" + " OrderHandler.handle:42 in the last 40 min, 1,190 ended."
        },
        new Object[] {
          new Leak().older(300),
          byName,
          "37 threads of pool-#-thread-# grew older than 5 min in the"
              + " last 40 min, none ended; 0.92 per 1,000 requests."
        },
        new Object[] {
          new Leak().over(0),
          byName,
          "37 threads of pool-#-thread-# started in the last 0.001 s, none"
              + " ended; 0.92 per 1,000 requests."
        },
        new Object[] {
          new Leak().perUnit(0.0000032),
          byName,
          "37 threads of pool-#-thread-# started in the last 40"
              + " min, none ended; 3.2 per million requests."
        },
        new Object[] {
          new Leak().perUnit(1e-12),
          byName,
          "37 threads of pool-#-thread-# started in the last 40 min," + " none ended."
        });
  }

  @ParameterizedTest
  @MethodSource("summaries")
  void summary_anyFigures_readsLikeASentence(Leak leak, Surroundings around, String summary) {
    assertThat(leak.inWords(around).summary()).isEqualTo(summary);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4096 | 336  | 0.015   | ; at this rate the limit of 4,096 threads is reached in about 3 d.
          4096 | 336  | 0.174   | ; at this rate the limit of 4,096 threads is reached in about 6 h.
          4096 | 336  | 10      | ; at this rate the limit of 4,096 threads is reached in about 6 min.
          4096 | 4095 | 10      | ; at this rate the limit of 4,096 threads is reached in about a few seconds.
          4096 | 4096 | 10      | ; the limit of 4,096 threads is reached.
          4096 | 5000 | 10      | ; the limit of 4,096 threads is reached.
          4096 | 336  | 0.00072 | 1,000 requests.
          """)
  void summary_leakAndALimit_saysHowLongItTakes(long limit, long live, double rate, String end) {
    Surroundings around =
        new Surroundings(
            LABEL, PLATFORM, 0, SiteHistory.UNBOUNDED, "requests", new Headroom(limit, live));
    assertThat(new Leak().perSecond(rate).inWords(around).summary()).endsWith(end);
  }

  @Test
  void leak_mostlyAtOneEndpoint_namesItAndLooksForNoOther() {
    Sentences sentences = new Leak().inWords(served("GET /orders/{id}"));
    assertThat(sentences.summary())
        .endsWith(
            "; 0.92 per 1,000 requests; most of those live were started while GET /orders/{id} was"
                + " served.");
    assertThat(sentences.nextStep()).isEqualTo(BY_REQUEST.replace("the endpoint, ", ""));
    assertThat(new Leak().inWords(served("x\n" + "y".repeat(200))).summary())
        .endsWith("; most of those live were started while x?" + "y".repeat(97) + "… was served.");
  }

  private static Surroundings served(String endpoint) {
    return new Surroundings(LABEL, PLATFORM, 0, SiteHistory.UNBOUNDED, "requests", null, endpoint);
  }

  @Test
  void summary_growthThatMayBeNone_forecastsNothing() {
    Leak leak = new Leak().perSecond(new Estimate(0.1, 0, 0.2));
    assertThat(leak.inWords(REQUESTS).summary()).endsWith("0.92 per 1,000 requests.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UNKNOWN     | 0     | throughput is unknown, so a lasting rise of load is not excluded.
          STOOD_STILL | 0     | and no work was done that would explain them.
          WENT_ON     | 0.014 | and the rate of work did not change.
          WENT_ON     | 0.123 | and the rate of work rose by 12 %, too little to explain them.
          WENT_ON     | -0.3  | and the rate of work fell by 30 %.
          """)
  void explanation_leak_saysWhyLoadDoesNotExplainIt(Work work, double rise, String end) {
    assertThat(leak(work).workRose(rise).inWords(REQUESTS).explanation())
        .endsWith("threads that live long; " + end);
  }

  @Test
  void explanation_leakAmongThreadsThatEnd_saysThatAPartStays() {
    assertThat(new Leak().levelsOff().inWords(REQUESTS).explanation())
        .isEqualTo(
            "Many end, but their number keeps rising long after it should have levelled off, with"
                + " no more coming in than before: a part of them never ends.");
  }

  @Test
  void nextStep_leakWithEveryRequest_pointsAtWhatEachMakes() {
    assertThat(new Leak().perUnit(0.98).inWords(REQUESTS).nextStep())
        .isEqualTo(
            "Nearly all requests leave threads behind: shut down, or share, the executor or timer"
                + " that each of them makes, and give every wait a timeout.");
  }

  @Test
  void nextStep_leakByTheClock_pointsAtTheTimer() {
    String timer =
        "Look at the timer or schedule that starts them, since they come by the clock and not with"
            + " the work: each run leaves threads behind.";
    Leak surerByTime =
        new Leak()
            .perSecond(new Estimate(0.015, 0.0149, 0.0151))
            .perUnit(new Estimate(0.001, 0.0005, 0.0015));
    assertThat(surerByTime.inWords(REQUESTS).nextStep()).isEqualTo(timer);
    assertThat(new Leak().without(Work.STOOD_STILL).inWords(REQUESTS).nextStep()).isEqualTo(timer);
  }

  @Test
  void nextStep_leakInPools_pointsAtThePools() {
    assertThat(new Leak().inWords(pools(37, 37)).nextStep())
        .isEqualTo(
            "Its threads belong to 37 pools, as if one were made time and again: share one, or shut"
                + " each down when it has served.");
    assertThat(new Leak().inWords(pools(1, 200)).nextStep())
        .isEqualTo(
            "See what the tasks of its pools wait for, and whether so many as 200 threads are meant,"
                + " which is what they may hold.");
  }

  @Test
  void nextStep_leakAndNoThroughput_saysWhatEndsThreads() {
    assertThat(new Leak().without(Work.UNKNOWN).inWords(UNKNOWN).nextStep())
        .isEqualTo(
            "Find what should end these threads: shut the executor down, cancel the timer, give the"
                + " wait a timeout.");
  }

  @Test
  void suspect_anyFigures_saysThatItIsEarly() {
    Sentences sentences = new Leak().suspect().inWords(REQUESTS);
    assertThat(sentences.explanation())
        .isEqualTo(
            "They came evenly and stay, but threads that live long would look the same so early.");
    assertThat(sentences.nextStep())
        .isEqualTo("Watch this site, and see in the report's stacks where its threads stand.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12 | 11 | 3   | false | false | 1    | 12 threads started at OrderHandler.handle:42 in the last 80 min and 11 ended; 3 are live. | Threads do not pile up here.
          0  | 0  | 8   | false | false | 1    | No thread started at OrderHandler.handle:42 in the last 80 min and none ended; 8 are live. | None came, so none can pile up.
          1  | 0  | 1   | true  | false | 1    | 1 thread started at OrderHandler.handle:42 in the last 80 min and none ended; 1 is live.   | Their number rose, but not in the way of threads that never end.
          5  | 5  | 0   | false | false | 1    | 5 threads started at OrderHandler.handle:42 in the last 80 min and 5 ended; none is live.  | Threads do not pile up here.
          90 | 50 | 140 | true  | true  | 1.42 | 90 threads started at OrderHandler.handle:42 in the last 80 min and 50 ended; 140 are live. | Their number follows the rate of work, which is 1.4 times what it was.
          90 | 50 | 140 | true  | true  | 1    | 90 threads started at OrderHandler.handle:42 in the last 80 min and 50 ended; 140 are live. | Their number follows the rate of work.
          """)
  void calm_anyFigures_saysWhatWasSeenAndWhy(
      double started,
      double ended,
      double live,
      boolean rises,
      boolean proportional,
      double ratio,
      String summary,
      String explanation) {
    Sentences sentences =
        new Calm(4800, started, ended, live, () -> rises, proportional, ratio).inWords(REQUESTS);
    assertThat(sentences).isEqualTo(new Sentences(summary, explanation, "Nothing to do."));
  }

  @Test
  void calm_poolThatFills_namesItsBound() {
    Calm filling = new Calm(4800, 50, 0, 150, () -> true, true, 1);
    Surroundings roomy =
        new Surroundings(LABEL, PLATFORM, 0, 200, "requests", new Headroom(4096, 336));
    assertThat(filling.inWords(roomy).explanation())
        .isEqualTo("Their number grows towards a bound: its pools hold at most 200 threads.");
    assertThat(filling.inWords(roomy).nextStep()).isEqualTo("Nothing to do.");
    Surroundings tight =
        new Surroundings(LABEL, PLATFORM, 0, 200, "requests", new Headroom(512, 500));
    assertThat(filling.inWords(tight).nextStep())
        .isEqualTo(
            "Lower the maximum of its pools, which the limit of 512 threads would cut short.");
  }

  @Test
  void tooEarly_rounds_saysHowManyAreMissing() {
    assertThat(new TooEarly(12, 30).inWords(REQUESTS))
        .isEqualTo(
            new Sentences(
                "OrderHandler.handle:42 was seen for 12 of the 30 rounds that a verdict takes.",
                "In so short a time growth cannot be told from a start-up.",
                "Wait for 18 more rounds."));
    assertThat(new TooEarly(29, 30).inWords(REQUESTS).nextStep())
        .isEqualTo("Wait for 1 more round.");
  }

  private static Surroundings pools(int pools, int bound) {
    return new Surroundings(LABEL, PLATFORM, pools, bound, "requests", null);
  }

  private static Leak leak(Work work) {
    return work == Work.WENT_ON ? new Leak() : new Leak().without(work);
  }
}
