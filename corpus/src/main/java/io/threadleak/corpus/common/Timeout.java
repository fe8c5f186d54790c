package io.threadleak.corpus.common;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** A parent waits for a while and leaves; its child sends later. */
final class Timeout implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("send"));
  }

  @Override
  public int copies() {
    return 100;
  }

  @Override
  public void run(Stage stage) throws Exception {
    SynchronousQueue<String> results = stage.held(new SynchronousQueue<>());
    CountDownLatch timedOut = new CountDownLatch(1);
    stage.start(
        () -> {
          if (results.poll(1, TimeUnit.MILLISECONDS) == null) {
            timedOut.countDown();
          }
        });
    stage.start(
        () -> {
          timedOut.await();
          send(results);
        });
  }

  private static void send(SynchronousQueue<String> results) throws InterruptedException {
    results.put("too late");
  }
}
