package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;

/**
 * A tree of threads: each node leaks one more and asks for a report at the same time as all others.
 * A node starts one child less than its parent had.
 */
final class SpawnGC implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("leak", NODES));
  }

  private static final int DEPTH = 5;
  private static final int NODES = 206;

  @Override
  public void run(Stage stage) {
    stage.start(() -> spawn(stage, DEPTH));
  }

  private static void spawn(Stage stage, int children) throws InterruptedException {
    if (children == 0) {
      return;
    }
    SynchronousQueue<String> queue = stage.held(new SynchronousQueue<>());
    stage.start(() -> leak(queue));
    CountDownLatch ended = new CountDownLatch(children);
    for (int i = 0; i < children; i++) {
      stage.start(
          () -> {
            spawn(stage, children - 1);
            ended.countDown();
          });
    }
    stage.requestReport();
    ended.await();
  }

  private static void leak(SynchronousQueue<String> queue) throws InterruptedException {
    queue.take();
  }
}
