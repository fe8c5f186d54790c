package io.threadleak.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolEventsTest {

  private final List<Object> heard = new ArrayList<>();

  @AfterEach
  void ignore() {
    PoolEvents.ignore();
  }

  @Test
  void built_listener_hearsOfThePool() {
    PoolEvents.listen(heard::add);
    PoolEvents.built("pool");
    assertThat(heard).containsExactly("pool");
  }

  @Test
  void built_nobodyListensOrListenerThrows_isNotSeenByCaller() {
    PoolEvents.built("unheard");
    PoolEvents.listen(
        pool -> {
          throw new AssertionError("ours");
        });
    assertThatCode(() -> PoolEvents.built("pool")).doesNotThrowAnyException();
    assertThat(heard).isEmpty();
  }

  @Test
  void growing_nestedPools_isTheInnermostUntilItIsDone() {
    PoolEvents.listen(heard::add);
    Object before = PoolEvents.growing("outer");
    Object outer = PoolEvents.growing("inner");
    assertThat(PoolEvents.growing()).isEqualTo("inner");
    PoolEvents.grown(outer);
    assertThat(PoolEvents.growing()).isEqualTo("outer");
    PoolEvents.grown(before);
    assertThat(PoolEvents.growing()).isNull();
  }

  @Test
  void growing_nobodyListens_isNoPool() {
    PoolEvents.grown(PoolEvents.growing("pool"));
    assertThat(PoolEvents.growing()).isNull();
  }

  @Test
  void growing_otherThread_isNoneOfIts() throws InterruptedException {
    PoolEvents.listen(heard::add);
    Object before = PoolEvents.growing("pool");
    Thread other =
        new Thread(
            () -> {
              Object seen = PoolEvents.growing();
              heard.add(seen == null ? "none" : seen);
            });
    other.start();
    other.join();
    PoolEvents.grown(before);
    assertThat(heard).containsExactly("none");
  }
}
