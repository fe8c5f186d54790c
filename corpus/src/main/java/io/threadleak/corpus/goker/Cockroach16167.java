package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Wait;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A statement reads the settings while another prepares them, and the refresh of the settings
 * queues between.
 */
final class Cockroach16167 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("executeStatement"), Site.of("refreshSettings"), Site.of("prepare"));
  }

  @Override
  public int copies() {
    return 100;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantReadWriteLock lock = stage.held(new ReentrantReadWriteLock());
    CountDownLatch done = stage.held(new CountDownLatch(1));
    stage.start(() -> executeStatement(stage, lock, done));
  }

  private static void executeStatement(
      Stage stage, ReentrantReadWriteLock lock, CountDownLatch done) throws InterruptedException {
    lock.readLock().lock();
    try {
      stage.start(() -> refreshSettings(lock));
      Wait.until(lock::hasQueuedThreads);
      stage.start(() -> prepare(lock, done));
      done.await();
    } finally {
      lock.readLock().unlock();
    }
  }

  private static void refreshSettings(ReentrantReadWriteLock lock) {
    lock.writeLock().lock();
    lock.writeLock().unlock();
  }

  private static void prepare(ReentrantReadWriteLock lock, CountDownLatch done) {
    lock.readLock().lock();
    try {
      done.countDown();
    } finally {
      lock.readLock().unlock();
    }
  }
}
