package io.threadleak.attribution;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pools of all live threads whose pool can be seen: one entry each, by identity, for as long as
 * rounds see a thread of it; so never more than live threads. Used by one thread.
 */
public final class PoolTable {

  private final Map<SeenPool, SeenPool> pools = new HashMap<>();

  /** An empty table. */
  public PoolTable() {}

  /** The pool that a live thread belongs to; null if to none that can be seen. */
  public @Nullable SeenPool poolOf(Thread thread) {
    Object pool = PoolOfThread.find(thread);
    if (pool == null) {
      return null;
    }
    SeenPool seen = new SeenPool(pool);
    SeenPool known = pools.putIfAbsent(seen, seen);
    return known == null ? seen : known;
  }

  /** Ends a round: forgets the pools of which it saw no thread. */
  public void endRound(long round) {
    pools.keySet().removeIf(pool -> !pool.wasSeenIn(round));
  }

  /** Pools known at present. */
  int size() {
    return pools.size();
  }
}
