package io.threadleak.attribution;

import io.threadleak.model.SiteHistory;
import java.lang.ref.WeakReference;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A pool that a live thread was seen to belong to. Keeps neither the pool nor its class loader
 * alive. Used by one thread.
 */
public final class SeenPool extends WeakReference<Object> {

  private static final int NO_SITE = -1;

  private final int hash;
  private long round;
  private int bound = SiteHistory.UNBOUNDED;
  private int site = NO_SITE;
  private @Nullable BitSet furtherSites;
  private @Nullable String birthplace;

  SeenPool(Object pool) {
    super(pool);
    hash = System.identityHashCode(pool);
  }

  /**
   * Notes that the given round saw a thread of this pool at a site, and reads the pool's bound when
   * it is the round's first.
   *
   * @param siteIndex the site's, 0 or more
   * @return whether it is the first of this pool at this site in this round
   */
  boolean seenAt(int siteIndex, long inRound) {
    if (round != inRound) {
      beginRound(inRound);
      site = siteIndex;
      return true;
    }
    if (site == siteIndex) {
      return false;
    }
    BitSet further = furtherSites;
    if (further == null) {
      further = new BitSet();
      furtherSites = further;
    }
    boolean first = !further.get(siteIndex);
    further.set(siteIndex);
    return first;
  }

  void bornAt(@Nullable String label) {
    birthplace = label;
  }

  /** Where it was constructed, in words; null where nobody saw it. */
  public @Nullable String birthplace() {
    return birthplace;
  }

  /** Threads it may hold at most, by the latest round that saw it. */
  public int bound() {
    return bound;
  }

  boolean wasSeenIn(long inRound) {
    return round == inRound;
  }

  private void beginRound(long begun) {
    round = begun;
    furtherSites = null;
    Object pool = get();
    if (pool != null) {
      bound = PoolBounds.of(pool);
    }
  }

  /** By identity, whatever the pool takes itself to be equal to. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    Object pool = get();
    return pool != null && other instanceof SeenPool seen && seen.refersTo(pool);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
