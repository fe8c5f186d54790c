package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.ThreadLeakMonitor.Subscription;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ReportListenersTest {

  private final ReportListeners listeners = new ReportListeners();
  private final List<LeakReport> heard = new ArrayList<>();
  private final LeakReport report = SampleReports.typical();

  @Test
  void publish_listener_hearsTheReport() {
    listeners.add(heard::add);

    assertThat(listeners.publish(report)).isZero();
    assertThat(heard).containsExactly(report);
  }

  @Test
  void publish_listenerThatThrows_isCountedAndTheNextHears() {
    listeners.add(
        unused -> {
          throw new IllegalStateException("broken");
        });
    listeners.add(
        unused -> {
          throw new NoClassDefFoundError("gone");
        });
    listeners.add(
        unused -> {
          throw new StackOverflowError();
        });
    listeners.add(heard::add);

    assertThat(listeners.publish(report)).isEqualTo(3);
    assertThat(heard).containsExactly(report);
  }

  @Test
  void close_oneOfTwoSubscriptionsOfOneListener_leavesTheOther() {
    Consumer<LeakReport> listener = heard::add;
    Subscription first = listeners.add(listener);
    listeners.add(listener);

    first.close();
    first.close();
    listeners.publish(report);

    assertThat(heard).containsExactly(report);
  }

  @Test
  void clear_listeners_hearNothingMore() {
    listeners.add(heard::add);

    listeners.clear();
    listeners.publish(report);

    assertThat(heard).isEmpty();
  }
}
