package io.threadleak.junit.suite;

import io.threadleak.junit.NoThreadLeaks;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;

/** Tests that share a pool, whose threads each of them may start, and which is shut down. */
@NoThreadLeaks(after = NoThreadLeaks.After.CLASS)
public final class SharedPool {

  private static final ExecutorService POOL = Executors.newFixedThreadPool(4);

  @AfterAll
  static void shutDown() {
    POOL.shutdown();
  }

  @RepeatedTest(4)
  void pool_isUsed() throws Exception {
    POOL.submit(() -> {}).get();
  }
}
