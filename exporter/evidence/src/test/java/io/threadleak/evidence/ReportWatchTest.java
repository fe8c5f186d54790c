package io.threadleak.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.LeakReport;
import io.threadleak.model.ProcessReport;
import io.threadleak.model.SampleReports;
import io.threadleak.model.SelfReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReportWatchTest {

  private static final long HOUR = 3_600_000_000_000L;
  private static final Map<String, Long> FAR = Map.of("ulimit", 100L);

  private final List<String> shots = new ArrayList<>();
  private boolean accepted = true;
  private final ReportWatch watch =
      new ReportWatch(
          0.8,
          (trigger, reason, values) -> {
            shots.add(trigger.label() + ": " + reason);
            return accepted;
          });

  @Test
  void see_siteLeaks_firesOnce() {
    watch.see(report(true, FAR, 3), 0);
    watch.see(report(true, FAR, 4), HOUR / 2);
    watch.see(report(true, FAR, 5), 3 * HOUR / 2);
    watch.see(report(true, FAR, 6), 5 * HOUR / 2);

    assertThat(shots)
        .containsExactly(
            "leaking: 1 site turned leaking: com.acme.OrderHandler.handle(OrderHandler.java:42)");
  }

  @Test
  void see_firingIsRefused_isAskedAgain() {
    accepted = false;
    watch.see(report(true, FAR, 3), 0);
    accepted = true;
    watch.see(report(true, FAR, 4), 1);
    watch.see(report(true, FAR, 5), 2);

    assertThat(shots).hasSize(2);
  }

  @Test
  void see_verdictTakenBackForAnHour_firesAgain() {
    watch.see(report(true, FAR, 3), 0);
    watch.see(report(false, FAR, 4), HOUR / 2);
    watch.see(report(true, FAR, 5), HOUR / 2 + 1);
    watch.see(report(false, FAR, 6), 2 * HOUR);
    watch.see(report(true, FAR, 7), 2 * HOUR + 1);

    assertThat(shots).hasSize(2);
  }

  @Test
  void see_warmUp_firesNothing() {
    watch.see(report(true, Map.of("ulimit", 0L), 2), 0);

    assertThat(shots).isEmpty();
  }

  @Test
  void see_nearALimit_firesOnceUntilWellUnderIt() {
    watch.see(report(false, Map.of("pids_max", 31L), 3), 0);
    watch.see(report(false, Map.of("ulimit", 99L, "pids_max", 20L), 4), 1);
    watch.see(report(false, Map.of("pids_max", 29L), 5), 2);
    watch.see(report(false, Map.of("pids_max", 20L), 6), 3);
    assertThat(shots)
        .containsExactly("limit: 80 % of the 100 threads that pids_max allows are used");

    watch.see(report(false, Map.of("pids_max", 31L), 7), 4);
    watch.see(report(false, Map.of("pids_max", 10L), 8), 5);
    assertThat(shots).hasSize(2);
  }

  @Test
  void see_memoryIsShort_isNoBoundOnThreads() {
    watch.see(report(false, Map.of("memory", 0L), 3), 0);

    assertThat(shots).isEmpty();
  }

  @Test
  void see_noLimitIsKnown_firesNothing() {
    watch.see(report(false, Map.of(), 3), 0);

    assertThat(shots).isEmpty();
  }

  /** Of limits of a hundred threads each, and what is left of them. */
  private static LeakReport report(boolean leaks, Map<String, Long> left, long rounds) {
    Map<String, Long> limits =
        left.keySet().stream().collect(Collectors.toMap(name -> name, name -> 100L));
    LeakReport typical = SampleReports.typical();
    SelfReport self = typical.self();
    return new LeakReport(
        typical.time(),
        typical.interval(),
        leaks ? typical.sites() : typical.sites().subList(1, 3),
        typical.other(),
        null,
        0,
        limits,
        new ProcessReport(null, 0, null, null, left),
        typical.work(),
        typical.endpoints(),
        null,
        null,
        new SelfReport(
            self.version(),
            self.javaVersion(),
            rounds,
            self.sampleSeconds(),
            self.sampleFailures(),
            self.retractions(),
            self.freedThreads(),
            self.sites(),
            self.foldedSites(),
            self.attributed(),
            self.ownThreads(),
            null,
            self.notes()));
  }
}
