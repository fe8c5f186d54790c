package io.threadleak.attribution;

import io.threadleak.model.LabelText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All scopes seen so far, at most {@value #CAPACITY}; what comes after is folded into {@code other}
 * and counted. Thread-safe.
 *
 * <p>A service may have more mappings than that, of which few start threads: those in which no
 * thread was started take up half of the table at most.
 */
public final class EndpointTable {

  /** Scopes kept apart; their index fits into a byte. */
  static final int CAPACITY = 100;

  private static final int MAX_WITHOUT_THREADS = CAPACITY / 2;

  /** Folded scopes are told apart up to this many; beyond, the count is a lower bound. */
  private static final int MAX_FOLDED_COUNTED = 10_000;

  private final Map<String, EndpointEntry> byName = new ConcurrentHashMap<>();
  private final List<EndpointEntry> byIndex = new CopyOnWriteArrayList<>();
  private final Set<String> folded = ConcurrentHashMap.newKeySet();
  private volatile boolean haveThreads;
  private final EndpointEntry other = new EndpointEntry(Scopes.OTHER, 0);

  /** None seen. */
  public EndpointTable() {
    byIndex.add(other);
    byName.put(Scopes.OTHER, other);
  }

  /**
   * The entry for the scope of a thread, made on first sight; once there is no room, the rest's.
   */
  public EndpointEntry entryOf(String scope) {
    haveThreads = true;
    EndpointEntry known = byName.get(scope);
    return known == null ? add(LabelText.cut(scope), CAPACITY) : known;
  }

  /** The same for a scope in which no thread was started, as far as is known. */
  public EndpointEntry entryOfServed(String scope) {
    EndpointEntry known = byName.get(scope);
    return known == null ? add(LabelText.cut(scope), MAX_WITHOUT_THREADS) : known;
  }

  private synchronized EndpointEntry add(String name, int most) {
    EndpointEntry known = byName.get(name);
    if (known != null) {
      return known;
    }
    if (byIndex.size() > most) {
      if (folded.size() < MAX_FOLDED_COUNTED) {
        folded.add(name);
      }
      return other;
    }
    folded.remove(name);
    EndpointEntry entry = new EndpointEntry(name, byIndex.size());
    byIndex.add(entry);
    byName.put(name, entry);
    return entry;
  }

  /** What holds all scopes that were folded; its index is 0. */
  public EndpointEntry other() {
    return other;
  }

  /**
   * All entries by {@link EndpointEntry#index()}, {@link #other()} first; a snapshot is iterated.
   */
  public List<EndpointEntry> entries() {
    return byIndex;
  }

  /** Whether any thread was started in a scope so far. */
  boolean haveThreads() {
    return haveThreads;
  }

  /** The entry with an index. */
  @Nullable EndpointEntry at(int index) {
    return index < byIndex.size() ? byIndex.get(index) : null;
  }

  /** Scopes that are folded. */
  public int folded() {
    return folded.size();
  }
}
