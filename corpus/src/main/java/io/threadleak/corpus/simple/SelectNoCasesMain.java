package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The main thread parks for ever, which is not a leak, with the one queue from which another takes,
 * which is.
 */
final class SelectNoCasesMain implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("take"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    SynchronousQueue<String> queue = stage.held(new SynchronousQueue<>());
    stage.start(() -> take(queue));
    stage.runInMain(() -> parkWith(queue));
  }

  private static void take(SynchronousQueue<String> queue) throws InterruptedException {
    queue.take();
  }

  private static void parkWith(SynchronousQueue<String> queue) {
    while (queue.isEmpty()) { // as it always is
      LockSupport.park();
    }
  }
}
