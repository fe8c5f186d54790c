package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The check in plain code, without an extension. */
final class ThreadLeaksTest {

  private static final LeakRules QUICK = LeakRules.defaults().linger(Duration.ofMillis(100));

  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void endAll() {
    end.countDown();
  }

  @Test
  void watch_threadThatStays_isNamedWithItsLine() {
    ThreadLeaks leaks = ThreadLeaks.watch("the import", QUICK);
    start("importer");
    assertThatThrownBy(leaks::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("1 thread leaked by the import\n")
        .hasMessageContaining(
            "1 platform thread started at io.threadleak.junit.ThreadLeaksTest.start(")
        .hasMessageContaining("\"importer\"")
        .hasMessageContaining("ThreadLeaksTest.watch_threadThatStays_isNamedWithItsLine(")
        .hasMessageContaining("They were given 100 ms to end.")
        .hasMessageContaining("ignoreSites = \"io.threadleak.junit.ThreadLeaksTest.start\"");
    leaks.close(); // idempotent
  }

  @Test
  void watch_threadThatWasStartedBefore_isNotBlamed() {
    start("before");
    try (ThreadLeaks leaks = ThreadLeaks.watch("the import", QUICK)) {
      leaks.verify();
    }
  }

  @Test
  void watch_threadOfAnotherWatch_isNotBlamed() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              start("of the other");
              started.countDown();
            });
    other.start();
    try (ThreadLeaks leaks = ThreadLeaks.watch("the import", QUICK)) {
      started.await();
      leaks.verify();
    }
  }

  @Test
  void watch_within_isPartOfTheOuter() {
    ThreadLeaks outer = ThreadLeaks.watch("outer", QUICK);
    ThreadLeaks inner = ThreadLeaks.watch("inner", QUICK);
    start("left");
    assertThatThrownBy(outer::verify).hasMessageContaining("  in inner\n");
    inner.close(); // told already
    outer.close();
  }

  @Test
  void verifyNone_threadThatStays_isFound() {
    LeakRules others = QUICK.ignoreCurrent();
    assertThatCode(() -> ThreadLeaks.verifyNone(others)).doesNotThrowAnyException();
    start("left over");
    assertThatThrownBy(() -> ThreadLeaks.verifyNone(others))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("1 thread leaked by this JVM\n")
        .hasMessageContaining("\"left over\"");
  }

  @Test
  void assertEndsWithin_cancelThatIsTooLate_fails() {
    assertThatThrownBy(
            () ->
                ThreadLeaks.assertEndsWithin(Duration.ofMillis(50), () -> start("deaf"), () -> {}))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("1 thread leaked by what was to be cancelled\n")
        .hasMessageContaining("They were given 50 ms to end.");
  }

  @Test
  void assertEndsWithin_cancelThatWorks_passes() {
    ThreadLeaks.assertEndsWithin(Duration.ofSeconds(10), () -> start("worker"), end::countDown);
    assertThat(end.getCount()).isZero();
  }

  @Test
  void assertEndsWithin_startThatThrows_isPassedOn() {
    IllegalStateException failure = new IllegalStateException("no start");
    assertThatThrownBy(
            () ->
                ThreadLeaks.assertEndsWithin(
                    Duration.ofSeconds(1),
                    () -> {
                      throw failure;
                    },
                    () -> {}))
        .isSameAs(failure);
    assertThat(Contexts.said()).isNull();
  }

  private void start(String name) {
    Thread thread =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
