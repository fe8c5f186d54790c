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
    assertThat(VirtualThreadEvents.starting(fresh, "root")).isFalse();
    assertThatCode(() -> VirtualThreadEvents.startFailed(fresh)).doesNotThrowAnyException();
  }

  @Test
  void events_listener_hearsBoth() {
    listen();

    assertThat(VirtualThreadEvents.starting(fresh, "root")).isTrue();
    VirtualThreadEvents.startFailed(fresh);

    assertThat(heard).containsExactly("started fresh in root", "failed fresh");
  }

  @Test
  void events_afterIgnore_areToldToNobody() {
    listen();
    VirtualThreadEvents.ignore();

    assertThat(VirtualThreadEvents.starting(fresh, null)).isFalse();
    VirtualThreadEvents.startFailed(fresh);

    assertThat(heard).isEmpty();
  }

  @Test
  void events_thoseBesideListener_hearStartsUntilTheyStop() {
    listen();
    Runnable stop = VirtualThreadEvents.alsoTell(thread -> heard.add("also " + thread.getName()));

    assertThat(VirtualThreadEvents.starting(fresh, "root")).isTrue();
    VirtualThreadEvents.ignore();
    assertThat(VirtualThreadEvents.starting(fresh, "root")).isTrue();
    stop.run();
    assertThat(VirtualThreadEvents.starting(fresh, "root")).isFalse();

    assertThat(heard).containsExactly("started fresh in root", "also fresh", "also fresh");
  }

  @Test
  void starting_liveOrEndedThread_isNoEvent() throws InterruptedException {
    fresh.start();
    fresh.join();
    listen();

    assertThat(VirtualThreadEvents.starting(Thread.currentThread(), "root")).isFalse();
    assertThat(VirtualThreadEvents.starting(fresh, "root")).isFalse();

    assertThat(heard).isEmpty();
  }

  @Test
  void events_listenerThrowsError_isNotSeenByCallerAndFailureIsStillTold() {
    VirtualThreadEvents.listen(
        (thread, container) -> {
          throw new StackOverflowError();
        },
        thread -> {
          throw new OutOfMemoryError();
        });

    assertThat(VirtualThreadEvents.starting(fresh, null)).isTrue();
    assertThatCode(() -> VirtualThreadEvents.startFailed(fresh)).doesNotThrowAnyException();
  }

  private void listen() {
    VirtualThreadEvents.listen(
        (thread, container) -> heard.add("started " + thread.getName() + " in " + container),
        thread -> heard.add("failed " + thread.getName()));
  }
}
