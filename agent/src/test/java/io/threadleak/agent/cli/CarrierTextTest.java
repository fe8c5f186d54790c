package io.threadleak.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.SampleReports;
import io.threadleak.model.VirtualThreadsReport;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CarrierTextTest {

  @Test
  void of_allThatCanBeKnown_showsCarriersAndWhoPinsThem() {
    assertThat(CarrierText.of(SampleReports.carried(2)))
        .isEqualTo(
            """
            virtual threads: 5000000 started, 4999000 ended, as JFR saw them
            carriers: 9 for 8 virtual threads at a time; 7 mounted, 1234 queued
            pinned: 4 now; 7 waits of 20 ms and more, 3.3 s together
                1 now, 3 waits, 1.5 s  pool "#"\\ näme?線?#
                1 now, 3 waits, 1.5 s  com.acme.Native1.call(Native1.java:1)
                2 now, 1 wait, 0.3 s  other
            refused: 1 starts and wake-ups of virtual threads
            """);
  }

  @Test
  void of_manyFrames_showsTheFirst() {
    assertThat(CarrierText.of(SampleReports.carried(50)).lines()).hasSize(9);
  }

  @Test
  void of_nothingKnown_isEmpty() {
    assertThat(
            CarrierText.of(
                new VirtualThreadsReport(null, null, null, null, null, null, List.of(), null)))
        .isEmpty();
  }

  @Test
  void full_reportWithoutVirtualThreads_hasNoSuchLine() {
    assertThat(ReportText.full(SampleReports.typical())).doesNotContain("carriers");
    assertThat(ReportText.full(SampleReports.bothKinds())).contains("\ncarriers: 9 for 8 ");
  }
}
