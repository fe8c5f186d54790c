package io.threadleak.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.SampleReports;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LeakHealthTest {

  @Test
  void status_noReportYet_isUnknown() {
    assertThat(LeakHealth.status(Optional.empty())).isEqualTo("UNKNOWN");
    assertThat(LeakHealth.details(Optional.empty())).isEmpty();
  }

  @Test
  void status_nothingLeaks_isUp() {
    assertThat(LeakHealth.status(Optional.of(SampleReports.empty()))).isEqualTo("UP");
    assertThat(LeakHealth.details(Optional.of(SampleReports.empty())))
        .containsEntry("leakingSites", 0);
  }

  @Test
  void status_siteThatLeaks_isLeakingAndNamesTheLine() {
    assertThat(LeakHealth.status(Optional.of(SampleReports.typical()))).isEqualTo("LEAKING");
    assertThat(LeakHealth.details(Optional.of(SampleReports.typical())))
        .containsEntry("leakingSites", 1)
        .containsEntry(
            "1a2b3c4d", "com.acme.OrderHandler.handle(OrderHandler.java:42): leaking, 37 live");
  }
}
