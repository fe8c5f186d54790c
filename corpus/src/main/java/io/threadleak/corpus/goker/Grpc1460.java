package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Wait;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/** The keeper of a connection waits under its lock, and a new stream wants the lock. */
final class Grpc1460 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("keepAlive"), Site.of("newStream"));
  }

  @Override
  public int copies() {
    return 1_000;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantLock lock = stage.held(new ReentrantLock());
    LinkedBlockingQueue<String> awake = stage.held(new LinkedBlockingQueue<>());
    stage.start(() -> keepAlive(lock, awake));
    stage.start(() -> newStream(lock, awake));
  }

  private static void keepAlive(ReentrantLock lock, LinkedBlockingQueue<String> awake)
      throws InterruptedException {
    lock.lock();
    try {
      awake.take();
    } finally {
      lock.unlock();
    }
  }

  private static void newStream(ReentrantLock lock, LinkedBlockingQueue<String> awake) {
    Wait.until(lock::isLocked);
    lock.lock();
    try {
      awake.add("stream");
    } finally {
      lock.unlock();
    }
  }
}
