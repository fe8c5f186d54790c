package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.locks.StampedLock;

/** Wants to read what it has locked for writing. */
final class RWMutexRLock implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("readLock"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    StampedLock it = stage.held(new StampedLock());
    stage.start(() -> readLock(it));
  }

  private static void readLock(StampedLock it) throws Exception {
    it.writeLock();
    it.readLock();
  }
}
