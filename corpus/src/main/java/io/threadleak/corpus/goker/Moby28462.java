package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Wait;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.ReentrantLock;

/** A change of state holds the lock and tells the monitor to stop, which wants the lock. */
final class Moby28462 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("changeState"), Site.of("monitor"));
  }

  @Override
  public int copies() {
    return 100;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantLock lock = stage.held(new ReentrantLock());
    SynchronousQueue<String> stop = stage.held(new SynchronousQueue<>());
    stage.start(() -> changeState(lock, stop));
    stage.start(() -> monitor(lock, stop));
  }

  private static void changeState(ReentrantLock lock, SynchronousQueue<String> stop)
      throws InterruptedException {
    lock.lock();
    try {
      stop.put("stop");
    } finally {
      lock.unlock();
    }
  }

  private static void monitor(ReentrantLock lock, SynchronousQueue<String> stop)
      throws InterruptedException {
    Wait.until(lock::isLocked);
    lock.lock();
    lock.unlock();
    stop.take();
  }
}
