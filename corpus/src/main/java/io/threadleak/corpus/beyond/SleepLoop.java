package io.threadleak.corpus.beyond;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sleeps for an hour, for ever. */
final class SleepLoop implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("sleep"));
  }

  @Override
  public int copies() {
    return 1_000;
  }

  @Override
  public Expectation expectation() {
    return Expectation.BEYOND;
  }

  @Override
  public void run(Stage stage) {
    stage.start(SleepLoop::sleep);
  }

  private static void sleep() throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      TimeUnit.HOURS.sleep(1);
    }
  }
}
