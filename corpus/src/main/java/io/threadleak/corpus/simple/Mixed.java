package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;

/** A parent waits for its child before it takes what the child sends first. */
final class Mixed implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("send"), Site.of("collect"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    SynchronousQueue<String> results = stage.held(new SynchronousQueue<>());
    CountDownLatch done = stage.held(new CountDownLatch(1));
    stage.start(() -> send(results, done));
    stage.start(() -> collect(results, done));
  }

  private static void send(SynchronousQueue<String> results, CountDownLatch done)
      throws InterruptedException {
    results.put("result");
    done.countDown();
  }

  private static void collect(SynchronousQueue<String> results, CountDownLatch done)
      throws InterruptedException {
    done.await();
    results.take();
  }
}
