package io.threadleak.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By platform threads, of which the class asks no more than of virtual ones. */
class VirtualThreadEventsTest {

  private final List<String> heard = new ArrayList<>();
  private final Thread fresh = new Thread(() -> {}, "fresh");

  @AfterEach
  void ignore() {
    VirtualThreadEvents.ignore();
  }

  @Test
  void events_nobodyListens_areToldToNobody() {
    assertThat(VirtualThreadEvents.starting(fresh, "root")).isNull();
    assertThatCode(() -> VirtualThreadEvents.started("start")).doesNotThrowAnyException();
    assertThatCode(() -> VirtualThreadEvents.startFailed(fresh)).doesNotThrowAnyException();
  }

  @Test
  void events_listener_hearsHowItsStartGoes() {
    listen();

    assertThat(VirtualThreadEvents.starting(fresh, "root")).isEqualTo("start of fresh");
    VirtualThreadEvents.started("start of fresh");
    VirtualThreadEvents.startFailed(fresh);

    assertThat(heard)
        .containsExactly("starting fresh in root", "done: start of fresh", "failed fresh");
  }

  @Test
  void events_afterIgnore_areToldToNobody() {
    listen();
    VirtualThreadEvents.ignore();

    assertThat(VirtualThreadEvents.starting(fresh, null)).isNull();
    VirtualThreadEvents.started("start");
    VirtualThreadEvents.startFailed(fresh);

    assertThat(heard).isEmpty();
  }

  @Test
  void events_thoseBesideListener_hearStartsUntilTheyStop() {
    listen();
    Runnable stop = VirtualThreadEvents.alsoTell(thread -> heard.add("also " + thread.getName()));

    assertThat(VirtualThreadEvents.starting(fresh, "root")).isEqualTo("start of fresh");
    VirtualThreadEvents.ignore();
    assertThat(VirtualThreadEvents.starting(fresh, "root")).isNull();
    stop.run();
    assertThat(VirtualThreadEvents.starting(fresh, "root")).isNull();

    assertThat(heard).containsExactly("starting fresh in root", "also fresh", "also fresh");
  }

  @Test
  void starting_liveOrEndedThread_isNoEvent() throws InterruptedException {
    fresh.start();
    fresh.join();
    listen();

    assertThat(VirtualThreadEvents.starting(Thread.currentThread(), "root")).isNull();
    assertThat(VirtualThreadEvents.starting(fresh, "root")).isNull();

    assertThat(heard).isEmpty();
  }

  @Test
  void events_listenerThrowsError_isNotSeenByCaller() {
    VirtualThreadEvents.listen(
        (thread, container) -> {
          throw new StackOverflowError();
        },
        told -> {
          throw new InternalError();
        },
        thread -> {
          throw new OutOfMemoryError();
        });

    assertThat(VirtualThreadEvents.starting(fresh, null)).isNull();
    assertThatCode(() -> VirtualThreadEvents.started("start")).doesNotThrowAnyException();
    assertThatCode(() -> VirtualThreadEvents.startFailed(fresh)).doesNotThrowAnyException();
  }

  private void listen() {
    VirtualThreadEvents.listen(
        (thread, container) -> {
          heard.add("starting " + thread.getName() + " in " + container);
          return "start of " + thread.getName();
        },
        told -> heard.add("done: " + told),
        thread -> heard.add("failed " + thread.getName()));
  }
}
