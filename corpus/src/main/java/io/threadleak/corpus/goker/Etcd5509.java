package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** An error path leaves with the read lock, and closing wants to write. */
final class Etcd5509 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("close"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantReadWriteLock lock = stage.held(new ReentrantReadWriteLock());
    stage.start(
        () -> {
          try {
            getRemote(lock);
          } catch (IllegalStateException closed) {
            close(lock);
          }
        });
  }

  private static void getRemote(ReentrantReadWriteLock lock) {
    lock.readLock().lock();
    throw new IllegalStateException("client is closed"); // with the lock
  }

  private static void close(ReentrantReadWriteLock lock) {
    lock.writeLock().lock();
    lock.writeLock().unlock();
  }
}
