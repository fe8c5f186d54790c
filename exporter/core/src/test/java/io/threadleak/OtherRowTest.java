package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.CreationSite;
import io.threadleak.model.SampleReports;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OtherRowTest {

  private static final List<SiteReport> ROWS =
      List.of(
          SampleReports.rest(ThreadKind.PLATFORM, 1, 9),
          SampleReports.row("a", "a", 5, Verdict.STEADY),
          SampleReports.virtual(SampleReports.row("c", "c", 700, Verdict.STEADY), 30),
          SampleReports.row("b", "b", 9, Verdict.STEADY),
          SampleReports.virtual(SampleReports.row("d", "d", 70, Verdict.STEADY), 40),
          SampleReports.rest(ThreadKind.VIRTUAL, 3, 900));

  @Test
  void sum_platform_addsUpEveryCountOfThatKind() {
    SiteReport other = OtherRow.sum(ROWS, ThreadKind.PLATFORM, Instant.EPOCH);
    assertThat(other.site()).isEqualTo(CreationSite.other(ThreadKind.PLATFORM));
    assertThat(other.live()).isEqualTo(15);
    assertThat(other.liveMargin()).isZero();
    assertThat(other.started()).isEqualTo(215);
    assertThat(other.ended()).isEqualTo(200);
    assertThat(other.aged()).containsExactly(14, 6, 0, 0, 0);
    assertThat(other.agedRounds()).containsExactly(14, 4, 0, 0, 0);
    assertThat(other.oldestSeconds()).isEqualTo(301.5);
  }

  @Test
  void sum_virtual_addsUpEveryCountOfThatKind() {
    SiteReport other = OtherRow.sum(ROWS, ThreadKind.VIRTUAL, Instant.EPOCH);
    assertThat(other.site()).isEqualTo(CreationSite.other(ThreadKind.VIRTUAL));
    assertThat(other.live()).isEqualTo(773);
    assertThat(other.liveMargin()).isEqualTo(50);
    assertThat(other.started()).isEqualTo(973);
    assertThat(other.ended()).isEqualTo(200);
    assertThat(other.oldestSeconds()).isEqualTo(900);
  }

  @ParameterizedTest
  @EnumSource
  void sum_noRowOfTheKind_isZero(ThreadKind kind) {
    SiteReport other = OtherRow.sum(List.of(), kind, Instant.EPOCH);
    assertThat(other.live()).isZero();
    assertThat(other.started()).isZero();
    assertThat(other.oldestSeconds()).isZero();
    assertThat(other.aged()).containsOnly(0);
  }
}
