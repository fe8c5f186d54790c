package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Wait;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A handler holds the lock and sends; the main loop wants the lock before it receives, and a third
 * waits for events.
 */
final class Istio16224 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("handle"), Site.of("loop"), Site.of("dispatch"));
  }

  @Override
  public int copies() {
    return 100;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantLock lock = stage.held(new ReentrantLock());
    SynchronousQueue<String> done = stage.held(new SynchronousQueue<>());
    LinkedBlockingQueue<String> events = stage.held(new LinkedBlockingQueue<>());
    stage.start(() -> handle(lock, done));
    stage.start(() -> loop(lock, done, events));
    stage.start(() -> dispatch(events));
  }

  private static void handle(ReentrantLock lock, SynchronousQueue<String> done)
      throws InterruptedException {
    lock.lock();
    try {
      done.put("handled");
    } finally {
      lock.unlock();
    }
  }

  private static void loop(
      ReentrantLock lock, SynchronousQueue<String> done, LinkedBlockingQueue<String> events)
      throws InterruptedException {
    Wait.until(lock::isLocked);
    lock.lock();
    lock.unlock();
    events.add(done.take());
  }

  private static void dispatch(LinkedBlockingQueue<String> events) throws InterruptedException {
    events.take();
  }
}
