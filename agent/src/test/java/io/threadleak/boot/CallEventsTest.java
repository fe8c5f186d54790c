package io.threadleak.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Calls told by a test; those of gRPC's servers are told in the corpus of libraries. */
class CallEventsTest {

  @Test
  void enterHandler_nested_isTheInnermostAndEndsInOrder() {
    Object outer = CallEvents.enterHandler("shop.Orders/Place");
    Object inner = CallEvents.enterHandler("shop.Stock/Take");
    assertThat(current()).isEqualTo("shop.Stock/Take");
    CallEvents.leave(inner, false);
    assertThat(current()).isEqualTo("shop.Orders/Place");
    CallEvents.leave(outer, false);
    assertThat(CurrentScope.CELLS.get()[0]).isNull();
  }

  @Test
  void leave_closed_isCountedOnce() {
    CallEvents.leave(CallEvents.enterHandler("shop.Orders/Count"), false);
    assertThat(CurrentScope.COMPLETED).doesNotContainKey("shop.Orders/Count");
    CallEvents.leave(CallEvents.enterHandler("shop.Orders/Count"), true);
    assertThat(CurrentScope.COMPLETED.get("shop.Orders/Count").sum()).isEqualTo(1);
  }

  @Test
  void enterListener_noCallAtAll_hasNoName() {
    Object entered = CallEvents.enterListener("no call at all");
    assertThat(current()).isNull();
    CallEvents.leave(entered, true);
    assertThat(CurrentScope.CELLS.get()[0]).isNull();
  }

  @Test
  void enterHandler_endlessName_isCut() {
    Object entered = CallEvents.enterHandler("x".repeat(1_000));
    assertThat(current()).isEqualTo("x".repeat(200));
    CallEvents.leave(entered, false);
  }

  @Test
  void leave_enterThatFailed_leavesTheScopeThatIsOpen() {
    Object entered = CallEvents.enterHandler("shop.Orders/Place");
    CallEvents.leave(null, true);
    assertThat(current()).isEqualTo("shop.Orders/Place");
    CallEvents.leave(entered, false);
  }

  private static Object current() {
    return ((Supplier<?>) CurrentScope.CELLS.get()[0]).get();
  }
}
