package io.threadleak.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Calls told by a test; those of Spring are told in the corpus of libraries. */
class MethodEventsTest {

  @Test
  void enter_noMethodOfSprings_hasNoNameAndIsNotCounted() {
    int names = CurrentScope.COMPLETED.size();
    Object outer = MethodEvents.enterTask("no task at all");
    Object inner = MethodEvents.enterListener("no listener at all");
    assertThat(((Supplier<?>) CurrentScope.CELLS.get()[0]).get()).isNull();
    MethodEvents.leave(inner);
    MethodEvents.leave(outer);
    assertThat(CurrentScope.CELLS.get()[0]).isNull();
    assertThat(CurrentScope.COMPLETED).hasSize(names);
  }
}
