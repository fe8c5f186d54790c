package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class InheritedScopesTest {

  private static final long MAKER = 7;

  private final AtomicLong clock = new AtomicLong();
  private final InheritedScopes scopes = new InheritedScopes(clock::get);

  @Test
  void take_threadsOfOneMaker_findTheirOwnOnceInAnyOrder() {
    scopes.made(10, MAKER, "first");
    scopes.made(30, MAKER, "third");

    assertThat(scopes.take(30, MAKER)).isEqualTo("third");
    assertThat(scopes.take(20, MAKER)).isNull();
    assertThat(scopes.take(10, MAKER)).isEqualTo("first");
    assertThat(scopes.take(10, MAKER)).isNull();
    assertThat(scopes.size()).isZero();
  }

  /** Its id may have been given out to another thread in the midst of the construction. */
  @Test
  void take_startedByAnotherThanTheMaker_findsNothing() {
    scopes.made(10, MAKER, "mine");
    assertThat(scopes.take(10, MAKER + 1)).isNull();
  }

  @Test
  void made_tooMany_areCountedUntilThoseNeverStartedAreForgotten() {
    for (int i = 0; i < InheritedScopes.CAPACITY + 3; i++) {
      scopes.made(i, MAKER, "never started");
    }
    assertThat(scopes.dropped()).isEqualTo(3);
    assertThat(scopes.size()).isEqualTo(InheritedScopes.CAPACITY);

    clock.set(TimeUnit.SECONDS.toNanos(InheritedScopes.PATIENCE_SECONDS + 1));
    scopes.made(100_000, MAKER, "mine");

    assertThat(scopes.size()).isEqualTo(1);
    assertThat(scopes.take(100_000, MAKER)).isEqualTo("mine");
  }

  /**
   * Unlike the others by this JVM's own thread ids: of a maker that nobody disturbs, nearly all.
   */
  @Test
  void idUnderConstruction_threadsThatTakeLocalsOver_isTheirs() {
    long[] told = new long[1];
    InheritableThreadLocal<Boolean> asked =
        new InheritableThreadLocal<>() {
          @Override
          protected Boolean childValue(Boolean ofMaker) {
            told[0] = InheritedScopes.idUnderConstruction();
            return ofMaker;
          }
        };
    asked.set(true);
    int right = 0;
    for (int i = 0; i < 100; i++) {
      Thread made = new Thread(() -> {});
      right += told[0] == made.getId() ? 1 : 0;
    }
    asked.remove();
    assertThat(right).isGreaterThan(90);
  }
}
