package io.threadleak.attribution;

import io.threadleak.model.CreationSite;
import io.threadleak.model.ThreadKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All creation sites seen so far, at most a given number; what comes after is folded into {@code
 * other} and counted. Thread-safe.
 */
public final class SiteTable {

  /** Folded sites are told apart up to this many; beyond, the count is a lower bound. */
  static final int MAX_FOLDED_COUNTED = 100_000;

  private final int capacity;
  private final Map<String, SiteEntry> byId = new ConcurrentHashMap<>();
  private final List<SiteEntry> byIndex = new CopyOnWriteArrayList<>();
  private final Set<String> folded = ConcurrentHashMap.newKeySet();
  private final SiteEntry other;
  private @Nullable SiteEntry otherVirtual;

  /** A table for at most {@code capacity} sites beside {@code other}, 1 or more. */
  public SiteTable(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("maxSites must be 1 or more, but is " + capacity);
    }
    this.capacity = capacity;
    this.other = new SiteEntry(CreationSite.other(ThreadKind.PLATFORM), 0, null);
    byIndex.add(other);
  }

  /**
   * The entry for a site, made on first sight; once the table is full, {@link #other()} or {@link
   * #otherVirtual()}.
   */
  SiteEntry entryOf(SiteNaming.Named named) {
    CreationSite site = named.site();
    SiteEntry known = byId.get(site.id());
    if (known != null) {
      return known;
    }
    synchronized (this) {
      known = byId.get(site.id());
      if (known != null) {
        return known;
      }
      if (byId.size() >= capacity) {
        if (folded.size() < MAX_FOLDED_COUNTED) {
          folded.add(site.id());
        }
        return site.kind() == ThreadKind.VIRTUAL ? otherVirtual() : other;
      }
      SiteEntry entry = new SiteEntry(site, byIndex.size(), named.root());
      byIndex.add(entry);
      byId.put(site.id(), entry);
      return entry;
    }
  }

  /** The entry that holds all platform threads whose site was folded; its index is 0. */
  public SiteEntry other() {
    return other;
  }

  /** The same for virtual threads, made at the first call. */
  public synchronized SiteEntry otherVirtual() {
    if (otherVirtual == null) {
      otherVirtual = new SiteEntry(CreationSite.other(ThreadKind.VIRTUAL), byIndex.size(), null);
      byIndex.add(otherVirtual);
    }
    return otherVirtual;
  }

  /** All entries by {@link SiteEntry#index()}, {@link #other()} first; a snapshot is iterated. */
  public List<SiteEntry> entries() {
    return byIndex;
  }

  /** The entry of a site by its id, without {@link #other()}; null where none is known. */
  public @Nullable SiteEntry find(String id) {
    return byId.get(id);
  }

  /** Sites folded so far. */
  public int foldedSites() {
    return folded.size();
  }
}
