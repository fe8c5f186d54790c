package io.threadleak.corpus.common;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A worker that was started and never closed, by a caller who dropped it. */
final class MethodContractViolation implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("work"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    Worker worker = new Worker(stage);
    worker.start(stage);
  }

  private static final class Worker implements AutoCloseable {
    private final ReentrantLock lock;
    private final Condition changed;
    private boolean hasJob;
    private boolean closed;

    Worker(Stage stage) throws InterruptedException {
      lock = stage.held(new ReentrantLock());
      changed = stage.held(lock.newCondition());
    }

    void start(Stage stage) {
      stage.start(this::work);
    }

    private void work() throws InterruptedException {
      lock.lock();
      try {
        while (!closed) {
          while (!hasJob && !closed) {
            changed.await();
          }
          hasJob = false;
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        closed = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
