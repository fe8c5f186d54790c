package io.threadleak.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs told by a test; those of the JDK's pools are told in a JVM with the agent. */
class TaskEventsTest {

  @AfterEach
  void forget() {
    TaskEvents.nameBy(task -> null);
  }

  @Test
  void enter_periodicTaskWithName_isAScopeAndCounted() {
    TaskEvents.nameBy(task -> task + "#run");
    Object entered = TaskEvents.enter("sweep", -20);
    assertThat(((Supplier<?>) CurrentScope.CELLS.get()[0]).get()).isEqualTo("sweep#run");
    TaskEvents.leave(entered);
    assertThat(CurrentScope.CELLS.get()[0]).isNull();
    assertThat(CurrentScope.COMPLETED.get("sweep#run").sum()).isEqualTo(1);
  }

  @Test
  void enter_taskThatRunsOnceOrHasNoName_isNoScope() {
    TaskEvents.nameBy(task -> "once#run");
    assertThat(TaskEvents.enter("once", 0)).isNull();
    TaskEvents.nameBy(task -> null);
    assertThat(TaskEvents.enter("sweep", 20)).isNull();
    assertThat(CurrentScope.CELLS.get()[0]).isNull();
  }

  @Test
  void enter_namingThatFails_isNoScope() {
    TaskEvents.nameBy(
        task -> {
          throw new IllegalStateException();
        });
    assertThat(TaskEvents.enter("sweep", 20)).isNull();
  }
}
