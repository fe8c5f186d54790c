package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Leaves a loop with the lock still taken, and takes it again. */
final class Cockroach584 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("bootstrap"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    Semaphore mutex = stage.held(new Semaphore(1));
    stage.start(() -> bootstrap(mutex));
  }

  private static void bootstrap(Semaphore mutex) throws InterruptedException {
    awaitStall(mutex);
    mutex.acquire();
    mutex.release();
  }

  private static void awaitStall(Semaphore mutex) throws InterruptedException {
    for (int round = 0; round < 2; round++) {
      mutex.acquire();
      if (round == 1) {
        break; // and the lock stays taken
      }
      mutex.release();
    }
  }
}
