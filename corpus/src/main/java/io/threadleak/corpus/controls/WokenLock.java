package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Wait;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Wants a lock that a sleeping thread holds. */
final class WokenLock implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("hold"), Site.of("lock"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) {
    ReentrantLock lock = new ReentrantLock();
    stage.start(() -> hold(lock));
    stage.start(() -> lock(lock));
  }

  private static void hold(ReentrantLock lock) throws InterruptedException {
    lock.lock();
    LongSleep.sleep();
    lock.unlock();
  }

  private static void lock(ReentrantLock lock) {
    Wait.until(lock::isLocked);
    lock.lock();
    lock.unlock();
  }
}
