package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Wait;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Locks for each address under a lock of their table: who waits for an address holds the table, in
 * which its holder must look to let go.
 */
final class Hugo3251 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.owned("lock", CALLERS), Site.owned("unlock", 1), Site.of("awaitAll"));
  }

  @Override
  public int copies() {
    return 100;
  }

  private static final int CALLERS = 10;

  @Override
  public void run(Stage stage) throws Exception {
    Addresses addresses =
        new Addresses(stage.held(new ReentrantReadWriteLock()), stage.held(new ReentrantLock()));
    CountDownLatch done = stage.held(new CountDownLatch(CALLERS + 1));
    CountDownLatch owned = new CountDownLatch(1);
    stage.start(
        () -> {
          addresses.lock();
          owned.countDown();
          Wait.until(addresses.entry::hasQueuedThreads);
          addresses.unlock();
        });
    for (int i = 0; i < CALLERS; i++) {
      stage.start(
          () -> {
            owned.await();
            addresses.lock();
          });
    }
    stage.start(() -> awaitAll(done));
  }

  private static void awaitAll(CountDownLatch done) throws InterruptedException {
    done.await();
  }

  private record Addresses(ReentrantReadWriteLock table, ReentrantLock entry) {

    void lock() {
      table.writeLock().lock();
      try {
        entry.lock();
      } finally {
        table.writeLock().unlock();
      }
    }

    void unlock() {
      table.readLock().lock();
      try {
        entry.unlock();
      } finally {
        table.readLock().unlock();
      }
    }
  }
}
