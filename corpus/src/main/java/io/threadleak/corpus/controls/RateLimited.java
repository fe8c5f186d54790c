package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A thousand threads wait for permits, which a live thread gives out slowly. */
final class RateLimited implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("acquire", THREADS), Site.of("giveOut"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  private static final int THREADS = 1_000;

  @Override
  public void run(Stage stage) {
    Semaphore permits = new Semaphore(0);
    for (int i = 0; i < THREADS; i++) {
      stage.start(() -> acquire(permits));
    }
    stage.start(() -> giveOut(permits));
  }

  private static void acquire(Semaphore permits) throws InterruptedException {
    permits.acquire();
  }

  private static void giveOut(Semaphore permits) throws InterruptedException {
    for (int i = 0; i < THREADS; i++) {
      LongSleep.sleep();
      permits.release();
    }
  }
}
