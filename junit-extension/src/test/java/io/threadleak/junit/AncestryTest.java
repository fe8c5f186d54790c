package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Starts in whatever order they are told. */
final class AncestryTest {

  private static final long MAIN = 1;
  private static final long MIDDLE = 11;
  private static final long GRANDCHILD = 12;

  private final Ancestry ancestry = new Ancestry();
  private final TestContext test = new TestContext("OrderTest.places_order()", null);

  @Test
  void contextOf_grandchildToldBeforeItsStarter_isOpenUntilThatIsTold() {
    ancestry.unseen(MAIN, TestContext.NONE);
    ancestry.entered(MAIN, 10, test);

    ancestry.started(GRANDCHILD, MIDDLE, false, List.of());
    assertThat(ancestry.contextOf(GRANDCHILD)).isNull();

    ancestry.started(MIDDLE, MAIN, false, List.of());
    assertThat(ancestry.contextOf(GRANDCHILD)).isEqualTo(test);
  }

  @Test
  void contextOf_starterThatNobodyTellsOf_isSettledOnce() {
    ancestry.started(GRANDCHILD, MIDDLE, false, List.of());

    ancestry.unseen(GRANDCHILD, TestContext.NONE);

    assertThat(ancestry.contextOf(GRANDCHILD)).isEqualTo(TestContext.NONE);
  }

  @Test
  void contextOf_starterThatWasThereBefore_isNone() {
    ancestry.unseen(MAIN, TestContext.NONE);

    ancestry.started(MIDDLE, MAIN, false, List.of());

    assertThat(ancestry.contextOf(MIDDLE)).isEqualTo(TestContext.NONE);
  }

  @Test
  void contextOf_starterThatIsNotKnown_isNone() {
    ancestry.started(MIDDLE, 0, false, List.of());

    assertThat(ancestry.contextOf(MIDDLE)).isEqualTo(TestContext.NONE);
  }
}
