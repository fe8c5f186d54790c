package io.threadleak.agent.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.agent.throughput.HookedWork.Count;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AutoThroughputTest {

  private long hooked;
  private final Counted first = new Counted("first");
  private final Counted second = new Counted("second");
  private final AutoThroughput throughput =
      new AutoThroughput(
          new HookedWork(List.of(new Count("servlet", () -> hooked)), List.of(), () -> 0),
          List.of(first, second));

  @Test
  void completed_nothingThere_isUnknownAndNamesCure() {
    assertThat(throughput.completed()).isEmpty();
    assertThat(throughput.source()).startsWith("none: ").contains("throughput=jmx:");
    assertThat(throughput.units()).isEqualTo("requests");
  }

  @Test
  void completed_onlyALibraryCounts_isWhatItCounts() {
    second.completed = OptionalLong.of(40);
    assertThat(throughput.completed()).hasValue(40);
    assertThat(throughput.source()).isEqualTo("second");
    first.completed = OptionalLong.of(1_000);
    assertThat(throughput.completed()).hasValue(40);
    first.completed = OptionalLong.of(1_002);
    assertThat(throughput.completed()).hasValue(42);
    assertThat(throughput.source()).isEqualTo("first");
  }

  @Test
  void completed_hooksCountToo_theyTakeOverWithoutALeap() {
    first.completed = OptionalLong.of(40);
    throughput.completed();
    hooked = 5;
    assertThat(throughput.completed()).hasValue(40);
    hooked = 8;
    first.completed = OptionalLong.of(99);
    assertThat(throughput.completed()).hasValue(43);
    assertThat(throughput.source()).isEqualTo("servlet requests");
  }

  @Test
  void completed_sourceBeginsAnew_goesOn() {
    first.completed = OptionalLong.of(40);
    throughput.completed();
    first.completed = OptionalLong.of(3);
    assertThat(throughput.completed()).hasValue(43);
  }

  @Test
  void completed_libraryDoesNotAnswerAsKnown_isLeftOut() {
    first.failure = new IllegalStateException("another version");
    second.completed = OptionalLong.of(40);
    assertThat(throughput.completed()).hasValue(40);
    assertThat(throughput.source()).isEqualTo("second");
  }

  private static final class Counted implements WorkSource {

    private final String name;
    private OptionalLong completed = OptionalLong.empty();
    private RuntimeException failure;

    Counted(String name) {
      this.name = name;
    }

    @Override
    public OptionalLong completed() {
      if (failure != null) {
        throw failure;
      }
      return completed;
    }

    @Override
    public String source() {
      return name;
    }
  }
}
