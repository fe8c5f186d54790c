package io.threadleak.analysis;

import static io.threadleak.model.ThreadKind.VIRTUAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.analysis.PilesUp.Work;
import io.threadleak.analysis.Surroundings.Headroom;
import io.threadleak.model.Estimate;
import io.threadleak.model.SiteHistory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of virtual threads: another noun, no limit of the operating system, other cures. */
final class VirtualWordsTest {

  private static final Surroundings REQUESTS =
      new Surroundings(
          "com.acme.Push.send(Push.java:7)",
          VIRTUAL,
          0,
          SiteHistory.UNBOUNDED,
          "requests",
          new Headroom(4_096, 4_090));

  @Test
  void leak_atALimitOfTheOperatingSystem_saysNothingOfIt() {
    assertThat(new Leak().inWords(REQUESTS).summary())
        .isEqualTo(
            "37 virtual threads started at Push.send:7 in the last 40 min, none ended; 0.92 per"
                + " 1,000 requests; each keeps 1 kB of heap or more, and what its stack refers to.");
  }

  @Test
  void leak_ofOneThread_isSingular() {
    assertThat(new Leak().came(1, 0).inWords(REQUESTS).summary())
        .startsWith("1 virtual thread started at Push.send:7 in the last 40 min");
  }

  @Test
  void suspect_anyFigures_saysNothingOfHeapYet() {
    assertThat(new Leak().suspect().inWords(REQUESTS).summary())
        .endsWith("0.92 per 1,000 requests.");
  }

  static Stream<Object[]> nextSteps() {
    return Stream.of(
        new Object[] {
          new Leak(),
          "One virtual thread is left behind in about 1,100 requests: look for the endpoint or the"
              + " failure that leaves it, see in the report's stacks what it waits for, and complete"
              + " that or give the wait a timeout."
        },
        new Object[] {
          new Leak().perUnit(0.98),
          "Nearly all requests leave virtual threads behind: see in the report's stacks what they"
              + " wait for, and complete it or give the wait a timeout."
        },
        new Object[] {
          new Leak().without(Work.UNKNOWN),
          "See in the report's stacks what they wait for: complete it on every path, interrupt those"
              + " that nobody needs any more, or give the wait a timeout."
        },
        new Object[] {
          new Leak().perUnit(new Estimate(1e-12, 0.9e-12, 1.1e-12)),
          "See in the report's stacks what they wait for: complete it on every path, interrupt those"
              + " that nobody needs any more, or give the wait a timeout."
        },
        new Object[] {
          new Leak().without(Work.STOOD_STILL),
          "Look at the timer or schedule that starts them, since they come by the clock and not with"
              + " the work: each run leaves threads behind."
        },
        new Object[] {
          new Leak().suspect(),
          "Watch this site, and see in the report's stacks where its threads stand."
        });
  }

  @ParameterizedTest
  @MethodSource("nextSteps")
  void nextStep_anyLeak_asksWhatTheyWaitFor(Leak leak, String nextStep) {
    assertThat(leak.inWords(REQUESTS).nextStep()).isEqualTo(nextStep);
  }

  @Test
  void calm_noStarts_namesTheKind() {
    assertThat(new Calm(4800, 0, 0, 8, () -> false, false, 1).inWords(REQUESTS).summary())
        .isEqualTo(
            "No virtual thread started at Push.send:7 in the last 80 min and none ended; 8 are"
                + " live.");
    assertThat(new Calm(4800, 1_200, 900, 300, () -> true, true, 1).inWords(REQUESTS).summary())
        .isEqualTo(
            "1,200 virtual threads started at Push.send:7 in the last 80 min and 900 ended; 300 are"
                + " live.");
  }
}
