package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;

/** Two locks of a table in opposite order. */
final class Cockroach7504 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.owned("acquire", 1), Site.owned("release", 1));
  }

  @Override
  public int copies() {
    return 100;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantLock nameCache = stage.held(new ReentrantLock());
    ReentrantLock lease = stage.held(new ReentrantLock());
    CyclicBarrier both = new CyclicBarrier(2);
    stage.start(() -> acquire(nameCache, lease, both));
    stage.start(() -> release(nameCache, lease, both));
  }

  private static void acquire(ReentrantLock nameCache, ReentrantLock lease, CyclicBarrier both)
      throws Exception {
    nameCache.lock();
    both.await();
    lease.lock();
  }

  private static void release(ReentrantLock nameCache, ReentrantLock lease, CyclicBarrier both)
      throws Exception {
    lease.lock();
    both.await();
    nameCache.lock();
  }
}
