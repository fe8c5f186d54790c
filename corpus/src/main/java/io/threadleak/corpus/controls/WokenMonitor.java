package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;

/** Waits for a monitor that a sleeping thread will notify. */
final class WokenMonitor implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("await"), Site.of("wake"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) {
    Object monitor = new Object();
    stage.start(() -> await(monitor));
    stage.start(() -> wake(monitor));
  }

  private static void await(Object monitor) throws InterruptedException {
    synchronized (monitor) {
      monitor.wait();
    }
  }

  private static void wake(Object monitor) throws InterruptedException {
    LongSleep.sleep();
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }
}
