package io.threadleak.sampling;

import io.threadleak.model.PoolBirthplace;
import io.threadleak.model.SiteHistory;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pools of one site by where they were constructed, in one round; bounded. Not thread-safe. */
final class BirthplaceTally {

  private static final int MAX_PLACES = 100;

  private static final class Place {

    private int pools;
    private long bound;
    private boolean unbounded;
  }

  private final Map<String, Place> places = new HashMap<>();

  void add(@Nullable String label, int poolBound) {
    if (label == null || (places.size() >= MAX_PLACES && !places.containsKey(label))) {
      return;
    }
    Place place = places.computeIfAbsent(label, first -> new Place());
    place.pools++;
    place.bound += poolBound;
    place.unbounded |= poolBound == SiteHistory.UNBOUNDED;
  }

  void clear() {
    places.clear();
  }

  List<PoolBirthplace> most() {
    if (places.isEmpty()) {
      return List.of();
    }
    return places.entrySet().stream()
        .map(entry -> birthplace(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingInt(PoolBirthplace::pools)
                .reversed()
                .thenComparing(PoolBirthplace::label))
        .limit(PoolBirthplace.MOST)
        .toList();
  }

  private static PoolBirthplace birthplace(String label, Place place) {
    boolean known = !place.unbounded && place.bound < SiteHistory.UNBOUNDED;
    return new PoolBirthplace(label, place.pools, known ? (int) place.bound : null);
  }
}
