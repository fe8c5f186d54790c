package io.threadleak.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadEventsTest {

  private final List<String> heard = new ArrayList<>();
  private final Thread fresh = new Thread(() -> {}, "fresh");

  @AfterEach
  void ignore() {
    ThreadEvents.ignore();
  }

  @Test
  void events_nobodyListens_doNothing() {
    assertThatCode(
            () -> {
              ThreadEvents.starting(fresh);
              ThreadEvents.startFailed(fresh);
              ThreadEvents.ending(fresh);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void events_listener_hearsAllThree() {
    listen();

    ThreadEvents.starting(fresh);
    ThreadEvents.startFailed(fresh);
    ThreadEvents.ending(fresh);

    assertThat(heard).containsExactly("started fresh", "failed fresh", "ended fresh");
  }

  @Test
  void events_thoseBesideListener_hearStartsAndEndsUntilTheyStop() {
    listen();
    Runnable stop =
        ThreadEvents.alsoTell(
            thread -> heard.add("also started " + thread.getName()),
            thread -> heard.add("also ended " + thread.getName()));

    ThreadEvents.starting(fresh);
    ThreadEvents.ending(fresh);
    ThreadEvents.ignore();
    ThreadEvents.starting(fresh);
    stop.run();
    ThreadEvents.starting(fresh);

    assertThat(heard)
        .containsExactly(
            "started fresh",
            "also started fresh",
            "ended fresh",
            "also ended fresh",
            "also started fresh");
  }

  @Test
  void events_listenerThrowsError_isNotSeenByThoseBesideIt() {
    ThreadEvents.listen(
        thread -> {
          throw new StackOverflowError();
        },
        thread -> {},
        thread -> {});
    Runnable stop = ThreadEvents.alsoTell(thread -> heard.add("also"), thread -> {});

    ThreadEvents.starting(fresh);
    stop.run();

    assertThat(heard).containsExactly("also");
  }

  @Test
  void starting_liveOrEndedThread_isNoEvent() throws InterruptedException {
    fresh.start();
    fresh.join();
    listen();

    ThreadEvents.starting(Thread.currentThread());
    ThreadEvents.startFailed(Thread.currentThread());
    ThreadEvents.starting(fresh);
    ThreadEvents.startFailed(fresh);

    assertThat(heard).isEmpty();
  }

  @Test
  void events_listenerThrowsError_isNotSeenByCaller() {
    ThreadEvents.listen(
        thread -> {
          throw new StackOverflowError();
        },
        thread -> {
          throw new OutOfMemoryError();
        },
        thread -> {
          throw new IllegalStateException();
        });

    assertThatCode(
            () -> {
              ThreadEvents.starting(fresh);
              ThreadEvents.startFailed(fresh);
              ThreadEvents.ending(fresh);
            })
        .doesNotThrowAnyException();
  }

  private void listen() {
    ThreadEvents.listen(
        thread -> heard.add("started " + thread.getName()),
        thread -> heard.add("failed " + thread.getName()),
        thread -> heard.add("ended " + thread.getName()));
  }
}
