package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;

/** A timer that is dropped, whose thread ends when the collector finds it. */
final class DroppedTimer implements Program {
  @Override
  public List<Site> sites() {
    return List.of();
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    new Timer("corpus dropped timer", true)
        .schedule(
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
