package io.threadleak.corpus.compiled;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs code until the compiler has optimised it, with pauses that it cannot look into. */
final class WarmUp {

  /** The pause of a thread that will act in an hour. */
  static final Pause LATE = () -> TimeUnit.HOURS.sleep(1);

  private static final int RUNS = 60_000;

  /** Three, so that the call of a pause is never replaced by its body. */
  private static final List<Pause> SHORT =
      List.of(Thread::onSpinWait, () -> Thread.interrupted(), () -> Thread.currentThread());

  private WarmUp() {}

  /** Runs it until it is compiled, as far as the number of runs can see to that. */
  static void warm(Code code) throws InterruptedException {
    for (int i = 0; i < RUNS; i++) {
      code.run(new AtomicReference<>(new CountDownLatch(1)), SHORT.get(i % SHORT.size()));
      if (i % (RUNS / 4) == 0) {
        TimeUnit.MILLISECONDS.sleep(50); // the compiler works beside
      }
    }
    TimeUnit.MILLISECONDS.sleep(200);
  }

  /** What is warmed up. */
  @FunctionalInterface
  interface Code {

    /**
     * Takes the latch that it is handed, so that no caller's frame holds it, keeps it in its own
     * way, pauses, and counts it down.
     */
    void run(AtomicReference<CountDownLatch> handed, Pause pause) throws InterruptedException;
  }

  /** A pause. */
  @FunctionalInterface
  interface Pause {

    /** Pauses. */
    void run() throws InterruptedException;
  }
}
