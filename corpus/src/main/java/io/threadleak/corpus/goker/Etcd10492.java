package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Task;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A callback runs under a lock, and takes it. */
final class Etcd10492 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("checkpoint"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    Lessor lessor = new Lessor(stage.held(new Semaphore(1)));
    stage.start(() -> lessor.renew(lessor::checkpoint));
  }

  private record Lessor(Semaphore mutex) {

    void renew(Task callback) throws Exception {
      mutex.acquire();
      try {
        callback.run();
      } finally {
        mutex.release();
      }
    }

    void checkpoint() throws InterruptedException {
      mutex.acquire();
      mutex.release();
    }
  }
}
