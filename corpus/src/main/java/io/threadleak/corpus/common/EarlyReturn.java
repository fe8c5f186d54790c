package io.threadleak.corpus.common;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.SynchronousQueue;

/** A parent leaves by an error before it takes what its child sends. */
final class EarlyReturn implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("compute"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    SynchronousQueue<String> results = stage.held(new SynchronousQueue<>());
    stage.start(() -> compute(results));
    stage.start(() -> await(results, false));
  }

  private static void compute(SynchronousQueue<String> results) throws InterruptedException {
    results.put("result");
  }

  private static void await(SynchronousQueue<String> results, boolean valid)
      throws InterruptedException {
    if (!valid) {
      return;
    }
    results.take();
  }
}
