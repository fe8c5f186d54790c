package io.threadleak.junit.suite;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What ends the threads that the leaking tests have left behind, once all have been judged. */
public final class Stopper {

  private static final CountDownLatch END = new CountDownLatch(1);
  private static final List<AutoCloseable> KEPT = new CopyOnWriteArrayList<>();

  private Stopper() {}

  /** Waits for the end of the suite. */
  static void awaitEnd() {
    try {
      END.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes something at the end of the suite. */
  static <T extends AutoCloseable> T closeAtEnd(T kept) {
    KEPT.add(kept);
    return kept;
  }

  /** Ends everything. */
  public static void stop() throws Exception {
    END.countDown();
    for (AutoCloseable kept : KEPT) {
      kept.close();
    }
  }
}
