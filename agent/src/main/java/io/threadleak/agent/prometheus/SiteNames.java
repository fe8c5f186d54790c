package io.threadleak.agent.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The creation sites of one process, numbered from 0 as they come. A site is named by its line; of
 * two with the same line, the second one by its id as well. Bounded. Used by one thread.
 */
final class SiteNames {

  /** In the place of a number: no further site has room. */
  static final int FULL = -1;

  /** How many are left out is told up to here. */
  private static final int MAX_COUNTED = 10_000;

  private record Key(String siteId, String site) {}

  private final int maxSites;
  private final Map<Key, Integer> indexes = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<Key> leftOut = new HashSet<>();

  SiteNames(int maxSites) {
    this.maxSites = maxSites;
  }

  /** The number of a site, {@link #FULL} where it has no room. */
  int indexOf(String siteId, String site) {
    Key key = new Key(siteId, site);
    Integer index = indexes.get(key);
    if (index != null) {
      return index;
    }
    if (names.size() == maxSites) {
      if (leftOut.size() < MAX_COUNTED) {
        leftOut.add(key);
      }
      return FULL;
    }
    indexes.put(key, names.size());
    String name = taken.add(site) ? site : site + " [" + siteId + "]";
    taken.add(name);
    names.add(name);
    return names.size() - 1;
  }

  /** The name of a site by its number; no two are alike. */
  String name(int index) {
    return names.get(index);
  }

  /** How many sites had no room, counted up to ten thousand. */
  int leftOut() {
    return leftOut.size();
  }
}
