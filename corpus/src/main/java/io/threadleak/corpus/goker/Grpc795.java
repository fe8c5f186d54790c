package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * A stop that was already called leaves with the lock: the next stop waits, and so does who serves.
 */
final class Grpc795 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("gracefulStop"), Site.of("serve"));
  }

  @Override
  public int copies() {
    return 100;
  }

  @Override
  public void run(Stage stage) throws Exception {
    Semaphore mutex = stage.held(new Semaphore(1));
    CountDownLatch left = new CountDownLatch(1);
    stage.start(
        () -> {
          gracefulStop(mutex, true);
          left.countDown();
        });
    stage.start(
        () -> {
          left.await();
          gracefulStop(mutex, true);
        });
    stage.start(
        () -> {
          left.await();
          serve(mutex);
        });
  }

  private static void gracefulStop(Semaphore mutex, boolean stopped) throws InterruptedException {
    mutex.acquire();
    if (stopped) {
      return; // with the lock
    }
    mutex.release();
  }

  private static void serve(Semaphore mutex) throws InterruptedException {
    mutex.acquire();
    mutex.release();
  }
}
