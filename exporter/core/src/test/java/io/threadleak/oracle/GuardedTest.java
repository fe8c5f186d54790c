package io.threadleak.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Guards and real collections, in a JDK opened as the agent opens it. */
@Tag("opened-jdk")
final class GuardedTest {

  private static final long PATIENCE_MILLIS = 10_000;

  private final Guarded guarded =
      new Guarded(Objects.requireNonNull(FinalReferences.ofThisJvm(), "java.lang.ref is closed"));

  @Test
  void handBack_oneHeldAndOneNot_tellsThemApart() throws Exception {
    Object held = new Object();
    guarded.add(held);
    guarded.add(new Object());
    System.gc();

    List<Object> reached = new ArrayList<>();
    List<Object> found = new ArrayList<>();
    guarded.handBackReached(reached::add);
    assertThat(guarded.isSettled()).isFalse();
    assertThat(guarded.handBackFound(PATIENCE_MILLIS, found::add)).isTrue();

    assertThat(reached).containsExactly(held);
    assertThat(found).hasSize(1).doesNotContain(held);
    assertThat(guarded.isSettled()).isTrue();
  }

  /**
   * Cleared guards stay on the JVM's list of pending references for as long as its handler lags.
   */
  @Test
  void handBackFound_guardStillHeld_holdsTheObjectNoLonger() throws Exception {
    Reference<?> guard = guarded.add(new Object());
    System.gc();
    guarded.handBackReached(reached -> {});
    List<WeakReference<Object>> found = new ArrayList<>();
    guarded.handBackFound(PATIENCE_MILLIS, object -> found.add(new WeakReference<>(object)));

    assertThat(found).hasSize(1);
    await()
        .until(
            () -> {
              System.gc();
              return found.get(0).refersTo(null);
            });
    assertThat(guard.refersTo(null)).isTrue();
  }
}
