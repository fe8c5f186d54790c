package io.threadleak.scheduling;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.FlightRecorder;
import jdk.jfr.RecordingState;
import org.awaitility.Awaitility;

/**
 * Virtual threads that wait on their carriers: a class initialiser is entered from native code,
 * over which no JDK can unmount. Each class pins once, and threads of it wait until they are told
 * to end.
 */
final class Pinning {

  /** Ends what {@link First} pins. */
  static final CountDownLatch FIRST_END = new CountDownLatch(1);

  private static final CountDownLatch SECOND_END = new CountDownLatch(1);

  private Pinning() {}

  /** A virtual thread that runs the task; for JDK 21 and later. */
  static Thread start(Runnable task) {
    try {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException older) {
      throw new IllegalStateException("no virtual threads here", older);
    }
  }

  /** A virtual thread that was pinned for twice the time that events begin at; once a JVM. */
  static Thread pinForAMoment() {
    Thread thread = start(Second::pin);
    Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
    long since = System.nanoTime();
    Awaitility.await()
        .until(() -> System.nanoTime() - since > 2_000_000L * PinEvents.LEAST_MILLISECONDS);
    SECOND_END.countDown();
    return thread;
  }

  /** Whether JFR records, as it does some tenths of a second after a watch has begun. */
  static boolean isStreamed() {
    return FlightRecorder.isInitialized()
        && FlightRecorder.getFlightRecorder().getRecordings().stream()
            .anyMatch(recording -> recording.getState() == RecordingState.RUNNING);
  }

  static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Pins the thread that initialises it. */
  static final class First {
    static {
      await(FIRST_END);
    }

    private First() {}

    static void pin() {}
  }

  /** Pins the thread that initialises it. */
  static final class Second {
    static {
      await(SECOND_END);
    }

    private Second() {}

    static void pin() {}
  }
}
