package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Wait;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.ReentrantLock;

/** Sends under a lock to the only consumer, which wants the lock. */
final class Kubernetes10182 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("syncBatch"), Site.of("setPodStatus"));
  }

  @Override
  public int copies() {
    return 1_000;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantLock lock = stage.held(new ReentrantLock());
    SynchronousQueue<String> updates = stage.held(new SynchronousQueue<>());
    stage.start(() -> syncBatch(lock, updates));
    stage.start(() -> setPodStatus(lock, updates));
  }

  private static void syncBatch(ReentrantLock lock, SynchronousQueue<String> updates)
      throws InterruptedException {
    Wait.until(lock::isLocked);
    lock.lock();
    lock.unlock();
    updates.take();
  }

  private static void setPodStatus(ReentrantLock lock, SynchronousQueue<String> updates)
      throws InterruptedException {
    lock.lock();
    try {
      updates.put("status");
    } finally {
      lock.unlock();
    }
  }
}
