package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Parks without any blocker, in a thread that a static list holds: anybody might unpark it. */
final class HeldParkedThread implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("park"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  private static final Queue<Thread> PARKED = new ConcurrentLinkedQueue<>();

  @Override
  public void run(Stage stage) {
    stage.start(HeldParkedThread::park);
  }

  private static void park() {
    PARKED.add(Thread.currentThread());
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park();
    }
  }
}
