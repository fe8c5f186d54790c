package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.SampleReports;
import io.threadleak.model.SiteReport;
import io.threadleak.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the host's log gets to see of verdicts, and how often at most. */
final class VerdictLogTest {

  private static final double HOUR = 3_600;
  private static final String TOLD =
      "Thread leak at site_id 1a2b3c4d: 37 threads were started here in the last 40 min and none"
          + " ended. Shut the executor down when the request is done.";
  private static final String TAKEN_BACK =
      "Thread leak taken back at site_id 1a2b3c4d: 37 threads were started here in the last 40 min"
          + " and none ended.";

  private final List<String> lines = new ArrayList<>();
  private final VerdictLog log = new VerdictLog(lines::add);

  @Test
  void see_siteThatTurnsLeaking_isToldOnceWithTheNextStep() {
    see(7, Verdict.SUSPECT, 0);
    see(7, Verdict.LEAKING, 10);
    see(7, Verdict.LEAKING, 20);
    see(7, Verdict.PROVEN, 5 * HOUR);
    assertThat(lines).containsExactly(TOLD);
  }

  @Test
  void see_leakTakenBack_isToldOnce() {
    see(7, Verdict.LEAKING, 10);
    see(7, Verdict.STEADY, 20);
    see(7, Verdict.STEADY, 30);
    assertThat(lines).containsExactly(TOLD, TAKEN_BACK);
  }

  @Test
  void see_siteThatComesAndGoes_isToldOnceAnHour() {
    for (double seconds = 0; seconds < 3 * HOUR; seconds += 60) {
      see(7, Verdict.LEAKING, seconds);
      see(7, Verdict.STEADY, seconds + 30);
    }
    assertThat(lines).containsExactly(TOLD, TAKEN_BACK, TOLD, TAKEN_BACK, TOLD, TAKEN_BACK);
  }

  @Test
  void see_manySites_tellsFiftyADayAndSaysSo() {
    for (int index = 0; index < 1_000; index++) {
      see(index, Verdict.LEAKING, index);
    }
    assertThat(lines).hasSize(50);
    assertThat(lines.get(48)).isEqualTo(TOLD);
    assertThat(lines.get(49)).isEqualTo(TOLD + " More leaks than these 50 are not logged today.");
    see(1_000, Verdict.LEAKING, 24 * HOUR + 1);
    assertThat(lines).hasSize(51);
  }

  @Test
  void see_untoldLeakTakenBack_isUntold() {
    for (int index = 0; index <= 50; index++) {
      see(index, Verdict.LEAKING, 0);
    }
    see(50, Verdict.STEADY, 10);
    assertThat(lines).hasSize(50);
    see(49, Verdict.STEADY, 10);
    assertThat(lines).hasSize(51).endsWith(TAKEN_BACK);
  }

  private void see(int index, Verdict verdict, double seconds) {
    SiteReport row = SampleReports.row("1a2b3c4d", "com.acme.A.b(A.java:1)", 37, verdict);
    log.see(index, row.site(), row.verdict(), seconds);
  }
}
