package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;

/** The thread of a timer in a static field, with nothing to do. */
final class IdleTimer implements Program {
  @Override
  public List<Site> sites() {
    return List.of();
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  private static final Timer POOL = new Timer("corpus timer", true);

  @Override
  public void run(Stage stage) throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    POOL.schedule(
        new TimerTask() {
          @Override
          public void run() {
            ran.countDown();
          }
        },
        0);
    ran.await();
  }
}
