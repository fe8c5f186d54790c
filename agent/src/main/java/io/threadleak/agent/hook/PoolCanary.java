package io.threadleak.agent.hook;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.boot.PoolEvents;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Pools constructed to see whether the hook sees them; they never have a thread. */
final class PoolCanary {

  private PoolCanary() {}

  /**
   * Constructs one of each kind, and listens for them.
   *
   * @throws HookException if one of them is not seen; the message says which
   */
  static void sing() throws HookException {
    ConcurrentHashMap<Object, Boolean> built = new ConcurrentHashMap<>();
    PoolEvents.listen(pool -> built.put(pool, true));
    see(
        built,
        new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            OwnThreads.factory("pool canary")));
    see(built, new ForkJoinPool(1));
  }

  private static void see(ConcurrentHashMap<Object, Boolean> built, ExecutorService pool)
      throws HookException {
    pool.shutdown();
    if (!built.containsKey(pool)) {
      throw new HookException(
          "it does not see a %s; name -javaagent:threadleak.jar after all other agents"
              .formatted(pool.getClass().getSimpleName()),
          null);
    }
  }
}
