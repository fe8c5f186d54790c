package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Wait;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Removes a container by a reader of its own under a read lock, with a writer in the queue. */
final class Kubernetes62464 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("reconcile"), Site.of("setDefault"), Site.of("getContainers"));
  }

  @Override
  public int copies() {
    return 1_000;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantReadWriteLock lock = stage.held(new ReentrantReadWriteLock());
    CountDownLatch done = stage.held(new CountDownLatch(1));
    stage.start(() -> reconcile(stage, lock, done));
  }

  private static void reconcile(Stage stage, ReentrantReadWriteLock lock, CountDownLatch done)
      throws InterruptedException {
    lock.readLock().lock();
    try {
      stage.start(() -> setDefault(lock));
      Wait.until(lock::hasQueuedThreads);
      stage.start(() -> getContainers(lock, done));
      done.await();
    } finally {
      lock.readLock().unlock();
    }
  }

  private static void setDefault(ReentrantReadWriteLock lock) {
    lock.writeLock().lock();
    lock.writeLock().unlock();
  }

  private static void getContainers(ReentrantReadWriteLock lock, CountDownLatch done) {
    lock.readLock().lock();
    try {
      done.countDown();
    } finally {
      lock.readLock().unlock();
    }
  }
}
