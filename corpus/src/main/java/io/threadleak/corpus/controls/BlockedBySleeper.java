package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Wants to enter a monitor in which another sleeps. */
final class BlockedBySleeper implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("hold"), Site.of("enter"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) {
    Object monitor = new Object();
    CountDownLatch entered = new CountDownLatch(1);
    stage.start(() -> hold(monitor, entered));
    stage.start(() -> enter(monitor, entered));
  }

  private static void hold(Object monitor, CountDownLatch entered) throws InterruptedException {
    synchronized (monitor) {
      entered.countDown();
      LongSleep.sleep();
    }
  }

  private static void enter(Object monitor, CountDownLatch entered) throws InterruptedException {
    entered.await();
    synchronized (monitor) {
      LongSleep.sleep();
    }
  }
}
