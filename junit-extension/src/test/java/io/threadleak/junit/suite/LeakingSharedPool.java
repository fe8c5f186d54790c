package io.threadleak.junit.suite;

import io.threadleak.junit.NoThreadLeaks;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Tests that share a pool that nobody shuts down. */
@NoThreadLeaks(after = NoThreadLeaks.After.CLASS)
public final class LeakingSharedPool {

  private static final ExecutorService POOL = Executors.newFixedThreadPool(1);

  @Test
  void pool_isUsed() throws Exception {
    Stopper.closeAtEnd(POOL::shutdownNow);
    POOL.submit(() -> {}).get();
  }
}
