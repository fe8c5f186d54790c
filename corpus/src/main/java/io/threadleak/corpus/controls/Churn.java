package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Stage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads that wake each other at any moment, by every means: whenever one looks, some of them are
 * on their way out of a wait. They leave when closed.
 */
public final class Churn implements AutoCloseable {

  private static final int PAIRS = 4;

  /** Leaves the analysis room, which has a lower priority. */
  private static final long PAUSE_NANOS = 1_000_000;

  private final AtomicBoolean stopped = new AtomicBoolean();

  private Churn() {}

  /** Starts them on a stage. */
  public static Churn start(Stage stage) {
    Churn churn = new Churn();
    AtomicBoolean stopped = churn.stopped;
    for (int i = 0; i < PAIRS; i++) {
      queues(stage, stopped);
      semaphores(stage, stopped);
      conditions(stage, stopped);
      monitors(stage, stopped);
      futures(stage, stopped);
    }
    return churn;
  }

  @Override
  public void close() {
    stopped.set(true);
  }

  private static void queues(Stage stage, AtomicBoolean stopped) {
    SynchronousQueue<String> queue = new SynchronousQueue<>();
    stage.start(
        () -> {
          while (!stopped.get()) {
            queue.put("ball");
            rest();
          }
        });
    stage.start(
        () -> {
          while (!stopped.get()) {
            queue.take();
            rest();
          }
        });
  }

  private static void semaphores(Stage stage, AtomicBoolean stopped) {
    Semaphore ping = new Semaphore(1);
    Semaphore pong = new Semaphore(0);
    stage.start(() -> pass(ping, pong, stopped));
    stage.start(() -> pass(pong, ping, stopped));
  }

  private static void pass(Semaphore from, Semaphore to, AtomicBoolean stopped)
      throws InterruptedException {
    while (!stopped.get()) {
      from.acquire();
      rest();
      to.release();
    }
  }

  private static void conditions(Stage stage, AtomicBoolean stopped) {
    ReentrantLock lock = new ReentrantLock();
    Condition turned = lock.newCondition();
    AtomicBoolean turn = new AtomicBoolean();
    stage.start(() -> turn(lock, turned, turn, true, stopped));
    stage.start(() -> turn(lock, turned, turn, false, stopped));
  }

  private static void turn(
      ReentrantLock lock, Condition turned, AtomicBoolean turn, boolean own, AtomicBoolean stopped)
      throws InterruptedException {
    while (!stopped.get()) {
      lock.lock();
      try {
        while (turn.get() != own) {
          turned.await();
        }
        turn.set(!own);
        turned.signalAll();
      } finally {
        lock.unlock();
      }
      rest();
    }
  }

  private static void monitors(Stage stage, AtomicBoolean stopped) {
    AtomicBoolean turn = new AtomicBoolean();
    stage.start(() -> alternate(turn, true, stopped));
    stage.start(() -> alternate(turn, false, stopped));
  }

  private static void alternate(AtomicBoolean turn, boolean own, AtomicBoolean stopped)
      throws InterruptedException {
    while (!stopped.get()) {
      synchronized (turn) {
        while (turn.get() != own) {
          turn.wait();
        }
        turn.set(!own);
        turn.notifyAll();
      }
      rest();
    }
  }

  private static void futures(Stage stage, AtomicBoolean stopped) {
    stage.start(
        () -> {
          while (!stopped.get()) {
            CompletableFuture<String> future = new CompletableFuture<>();
            stage.start(
                () -> {
                  rest();
                  future.complete("done");
                });
            future.join();
          }
        });
  }

  /** Nothing, or a short while. */
  private static void rest() {
    if (ThreadLocalRandom.current().nextBoolean()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
