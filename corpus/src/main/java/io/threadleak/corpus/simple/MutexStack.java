package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Takes a lock twice that knows no owner; it came by the thread itself. */
final class MutexStack implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("lockTwice"));
  }

  @Override
  public int copies() {
    return 1_000;
  }

  @Override
  public void run(Stage stage) {
    stage.start(() -> lockTwice(stage));
  }

  private static void lockTwice(Stage stage) throws InterruptedException {
    Semaphore mutex = stage.held(new Semaphore(1));
    mutex.acquire();
    mutex.acquire();
  }
}
