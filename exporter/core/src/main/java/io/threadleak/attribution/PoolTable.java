package io.threadleak.attribution;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pools of all live threads whose pool can be seen: one entry each, by identity, for as long as
 * rounds see a thread of it; so never more than live threads. Used by one thread.
 */
public final class PoolTable {

  private final Map<SeenPool, SeenPool> pools = new HashMap<>();
  private final Function<Object, @Nullable String> birthplaces;
  private int seenInRound;

  /** An empty table of pools that nobody saw being constructed. */
  public PoolTable() {
    this(pool -> null);
  }

  /** An empty table, told where a pool was constructed. */
  public PoolTable(Function<Object, @Nullable String> birthplaces) {
    this.birthplaces = birthplaces;
  }

  /** The pool that a live thread belongs to; null if to none that can be seen. */
  public @Nullable SeenPool poolOf(Thread thread) {
    Object pool = PoolOfThread.find(thread);
    if (pool == null) {
      return null;
    }
    SeenPool seen = new SeenPool(pool);
    SeenPool known = pools.putIfAbsent(seen, seen);
    if (known != null) {
      return known;
    }
    seen.bornAt(birthplaces.apply(pool));
    return seen;
  }

  /**
   * Notes that the given round saw a thread of the pool at a site.
   *
   * @param siteIndex the site's, 0 or more
   * @return whether it is the first of this pool at this site in this round
   */
  public boolean seenAt(int siteIndex, SeenPool pool, long round) {
    if (!pool.wasSeenIn(round)) {
      seenInRound++;
    }
    return pool.seenAt(siteIndex, round);
  }

  /** Ends a round: forgets the pools of which it saw no thread. */
  public void endRound(long round) {
    if (seenInRound != pools.size()) {
      pools.keySet().removeIf(pool -> !pool.wasSeenIn(round));
    }
    seenInRound = 0;
  }

  /** Pools known at present. */
  int size() {
    return pools.size();
  }
}
