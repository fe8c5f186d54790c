package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Wait;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Reads, and has another thread read, with a writer in the queue between them. */
final class Cockroach3710 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("forceRaftLog"), Site.of("tryAdd"), Site.of("pendingReplicas"));
  }

  @Override
  public int copies() {
    return 10_000;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantReadWriteLock lock = stage.held(new ReentrantReadWriteLock());
    CountDownLatch done = stage.held(new CountDownLatch(1));
    stage.start(() -> forceRaftLog(stage, lock, done));
  }

  private static void forceRaftLog(Stage stage, ReentrantReadWriteLock lock, CountDownLatch done)
      throws InterruptedException {
    lock.readLock().lock();
    try {
      stage.start(() -> tryAdd(lock));
      Wait.until(lock::hasQueuedThreads);
      stage.start(() -> pendingReplicas(lock, done));
      done.await();
    } finally {
      lock.readLock().unlock();
    }
  }

  private static void tryAdd(ReentrantReadWriteLock lock) {
    lock.writeLock().lock();
    lock.writeLock().unlock();
  }

  private static void pendingReplicas(ReentrantReadWriteLock lock, CountDownLatch done) {
    lock.readLock().lock();
    try {
      done.countDown();
    } finally {
      lock.readLock().unlock();
    }
  }
}
