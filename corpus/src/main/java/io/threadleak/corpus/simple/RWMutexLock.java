package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.locks.StampedLock;

/** Wants to write what it has locked for writing. */
final class RWMutexLock implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("writeLock"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    StampedLock it = stage.held(new StampedLock());
    stage.start(() -> writeLock(it));
  }

  private static void writeLock(StampedLock it) throws Exception {
    it.writeLock();
    it.writeLock();
  }
}
