package io.threadleak.attribution;

import io.threadleak.model.CreationSite;
import io.threadleak.model.ThreadKind;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All creation sites seen so far, at most a given number; what comes after is folded into {@code
 * other} and counted. Thread-safe.
 */
public final class SiteTable {

  /** Folded sites are told apart up to this many; beyond, the count is a lower bound. */
  static final int MAX_FOLDED_COUNTED = 100_000;

  private final int capacity;
  private final ConcurrentHashMap<String, SiteEntry> sites = new ConcurrentHashMap<>();
  private final Set<Integer> folded = ConcurrentHashMap.newKeySet();
  private final SiteEntry other = new SiteEntry(CreationSite.other(ThreadKind.PLATFORM));

  /** A table for at most {@code capacity} sites, 1 or more. */
  public SiteTable(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("maxSites must be 1 or more, but is " + capacity);
    }
    this.capacity = capacity;
  }

  /** The entry for a site, made on first sight; {@link #other()} once the table is full. */
  public SiteEntry entryOf(CreationSite site) {
    SiteEntry known = sites.get(site.id());
    if (known != null) {
      return known;
    }
    synchronized (this) {
      if (sites.size() >= capacity && !sites.containsKey(site.id())) {
        if (folded.size() < MAX_FOLDED_COUNTED) {
          folded.add(site.id().hashCode());
        }
        return other;
      }
      return sites.computeIfAbsent(site.id(), id -> new SiteEntry(site));
    }
  }

  /** The entry that holds all that was folded. */
  public SiteEntry other() {
    return other;
  }

  /** All entries but {@link #other()}; a live view. */
  public Collection<SiteEntry> entries() {
    return Collections.unmodifiableCollection(sites.values());
  }

  /** Sites folded into {@link #other()} so far. */
  public int foldedSites() {
    return folded.size();
  }
}
