package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;

/** A cache and its watcher lock each other out, with locks that know no owner. */
final class Kubernetes13135 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("startCaching"), Site.of("process"));
  }

  @Override
  public int copies() {
    return 50;
  }

  @Override
  public void run(Stage stage) throws Exception {
    Semaphore cacher = stage.held(new Semaphore(1));
    Semaphore watchCache = stage.held(new Semaphore(1));
    CyclicBarrier both = new CyclicBarrier(2);
    stage.start(() -> startCaching(cacher, watchCache, both));
    stage.start(() -> process(cacher, watchCache, both));
  }

  private static void startCaching(Semaphore cacher, Semaphore watchCache, CyclicBarrier both)
      throws Exception {
    cacher.acquire();
    both.await();
    watchCache.acquire();
  }

  private static void process(Semaphore cacher, Semaphore watchCache, CyclicBarrier both)
      throws Exception {
    watchCache.acquire();
    both.await();
    cacher.acquire();
  }
}
