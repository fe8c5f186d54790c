package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;

/** The parent left when told to stop; the probe sends its result. */
final class Moby33781 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("probe"));
  }

  @Override
  public int copies() {
    return 100;
  }

  @Override
  public void run(Stage stage) throws Exception {
    SynchronousQueue<String> results = stage.held(new SynchronousQueue<>());
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    stage.start(
        () -> {
          stop.await();
          left.countDown(); // and results are not taken
        });
    stage.start(
        () -> {
          stop.countDown();
          left.await();
          probe(results);
        });
  }

  private static void probe(SynchronousQueue<String> results) throws InterruptedException {
    results.put("healthy");
  }
}
