package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Waits for all within the loop that starts them. */
final class Moby25348 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("restoreAll"));
  }

  private static final int PLUGINS = 3;

  @Override
  public void run(Stage stage) throws Exception {
    CountDownLatch restored = stage.held(new CountDownLatch(PLUGINS));
    stage.start(() -> restoreAll(stage, restored));
  }

  private static void restoreAll(Stage stage, CountDownLatch restored) throws InterruptedException {
    for (int i = 0; i < PLUGINS; i++) {
      stage.start(restored::countDown);
      restored.await();
    }
  }
}
