package io.threadleak.corpus.common;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.SynchronousQueue;

/**
 * Workers take from a queue that nobody closes; called without workers, the producer waits for one.
 */
final class NoCloseRange implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("produce"), Site.of("work", WORKERS));
  }

  private static final int WORKERS = 3;

  @Override
  public void run(Stage stage) throws Exception {
    serve(stage, 0);
    serve(stage, WORKERS);
  }

  private static void serve(Stage stage, int workers) throws InterruptedException {
    SynchronousQueue<String> jobs = stage.held(new SynchronousQueue<>());
    for (int i = 0; i < workers; i++) {
      stage.start(() -> work(jobs));
    }
    stage.start(() -> produce(jobs));
  }

  private static void work(SynchronousQueue<String> jobs) throws InterruptedException {
    int done = 0;
    while (!jobs.take().isEmpty()) {
      done++;
    }
    throw new IllegalStateException("closed after " + done);
  }

  private static void produce(SynchronousQueue<String> jobs) throws InterruptedException {
    for (int i = 0; i < WORKERS; i++) {
      jobs.put("job");
    }
  }
}
