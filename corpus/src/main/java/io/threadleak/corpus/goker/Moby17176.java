package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Leaves early with the lock and ends: the next one waits. */
final class Moby17176 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.ownedByEnded("deactivate", 1));
  }

  @Override
  public int copies() {
    return 100;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ReentrantLock lock = stage.held(new ReentrantLock());
    stage.start(() -> cleanup(stage, lock, true));
  }

  private static void cleanup(Stage stage, ReentrantLock lock, boolean nothingToDo) {
    lock.lock();
    stage.start(() -> deactivate(lock));
    if (nothingToDo) {
      return; // with the lock
    }
    lock.unlock();
  }

  private static void deactivate(ReentrantLock lock) {
    lock.lock();
    lock.unlock();
  }
}
