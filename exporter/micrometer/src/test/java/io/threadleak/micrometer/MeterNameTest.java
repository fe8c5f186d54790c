package io.threadleak.micrometer;

import static io.threadleak.exposition.MetricType.COUNTER;
import static io.threadleak.exposition.MetricType.GAUGE;
import static io.threadleak.exposition.MetricType.INFO;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.exposition.Metric;
import io.threadleak.exposition.MetricType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeterNameTest {

  @Test
  void of_counter_losesTotalAndKeepsWhatItCounts() {
    assertThat(nameOf("threadleak_started_threads_total", COUNTER, "threads"))
        .isEqualTo(new MeterName("threadleak.started.threads", "threads", false));
  }

  @Test
  void of_seconds_areAMeasureOfTimeAndNotInTheName() {
    assertThat(nameOf("threadleak_oldest_thread_seconds", GAUGE, "seconds"))
        .isEqualTo(new MeterName("threadleak.oldest.thread", null, true));
  }

  @Test
  void of_secondsThatAreCounted_areAUnitLikeAnyOther() {
    assertThat(nameOf("threadleak_pinned_seconds_total", COUNTER, "seconds"))
        .isEqualTo(new MeterName("threadleak.pinned.seconds", "seconds", false));
  }

  @Test
  void of_noUnit_statesNone() {
    assertThat(nameOf("threadleak_growth_threads_per_second", GAUGE, ""))
        .isEqualTo(new MeterName("threadleak.growth.threads.per.second", null, false));
  }

  @Test
  void of_info_staysOne() {
    assertThat(nameOf("threadleak_build_info", INFO, ""))
        .isEqualTo(new MeterName("threadleak.build.info", null, false));
  }

  private static MeterName nameOf(String name, MetricType type, String unit) {
    return MeterName.of(new Metric(name, type, unit, List.of(), "Help.", report -> List.of()));
  }
}
