package io.threadleak.corpus.beyond;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Waits for a flag by asking again and again, with a lock of its own making. */
final class SpinLock implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("spin"));
  }

  @Override
  public int copies() {
    return 10;
  }

  @Override
  public Expectation expectation() {
    return Expectation.BEYOND;
  }

  @Override
  public void run(Stage stage) {
    AtomicBoolean taken = new AtomicBoolean(true);
    stage.start(() -> spin(taken));
  }

  private static void spin(AtomicBoolean taken) {
    while (!taken.compareAndSet(false, true)) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
