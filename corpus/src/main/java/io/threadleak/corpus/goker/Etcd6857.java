package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;

/** Asks a loop for its status after the loop has stopped. */
final class Etcd6857 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("askStatus"));
  }

  @Override
  public int copies() {
    return 101;
  }

  @Override
  public void run(Stage stage) throws Exception {
    SynchronousQueue<String> requests = stage.held(new SynchronousQueue<>());
    CountDownLatch stopped = new CountDownLatch(1);
    stage.start(() -> serve(requests, stopped));
    stage.start(
        () -> {
          requests.put("stop");
          stopped.await();
          askStatus(requests);
        });
  }

  private static void serve(SynchronousQueue<String> requests, CountDownLatch stopped)
      throws InterruptedException {
    while (!requests.take().equals("stop")) {
      Thread.onSpinWait();
    }
    stopped.countDown();
  }

  private static void askStatus(SynchronousQueue<String> requests) throws InterruptedException {
    requests.put("status");
  }
}
