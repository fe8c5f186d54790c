package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waits for a stop that never comes, under a lock that a second thread wants; a third waits for
 * both.
 */
final class Kubernetes26980 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("awaitIdle"), Site.of("pop"), Site.of("add"));
  }

  @Override
  public int copies() {
    return 3_000;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantLock lock = stage.held(new ReentrantLock());
    SynchronousQueue<String> stop = stage.held(new SynchronousQueue<>());
    Condition idle = stage.held(lock.newCondition());
    stage.start(
        () -> {
          awaitIdle(stage, lock, idle, stop);
        });
  }

  private static void awaitIdle(
      Stage stage, ReentrantLock lock, Condition idle, SynchronousQueue<String> stop)
      throws InterruptedException {
    lock.lock();
    try {
      stage.start(() -> pop(stage, lock, stop));
      idle.await();
    } finally {
      lock.unlock();
    }
  }

  private static void pop(Stage stage, ReentrantLock lock, SynchronousQueue<String> stop)
      throws InterruptedException {
    lock.lock();
    try {
      stage.start(() -> add(lock));
      stop.take();
    } finally {
      lock.unlock();
    }
  }

  private static void add(ReentrantLock lock) {
    lock.lock();
    lock.unlock();
  }
}
