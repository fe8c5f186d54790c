package io.threadleak.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The order in which the load visits the endpoints: a cycle in which each has its share and its
 * turns are as far apart as can be. Those left out give their share to the shared pool, so that the
 * others have what they had.
 *
 * <p>In each turn every endpoint gains its share in credit, the richest one is visited and pays for
 * the whole cycle.
 */
final class LoadMix {

  private final List<DemoEndpoint> cycle;

  private LoadMix(Map<DemoEndpoint, Integer> shares) {
    cycle = List.copyOf(spread(shares));
  }

  /** Honest and leaky endpoints side by side, all that this JVM can serve. */
  static LoadMix everything() {
    return of(DemoEndpoint::available);
  }

  /** No leaky endpoint. */
  static LoadMix healthy() {
    return of(endpoint -> endpoint.available() && !endpoint.leaky());
  }

  private static LoadMix of(Predicate<DemoEndpoint> visited) {
    Map<DemoEndpoint, Integer> shares = new EnumMap<>(DemoEndpoint.class);
    for (DemoEndpoint endpoint : DemoEndpoint.values()) {
      shares.merge(
          visited.test(endpoint) ? endpoint : DemoEndpoint.SHARED_POOL,
          endpoint.share(),
          Integer::sum);
    }
    return new LoadMix(shares);
  }

  /** The endpoint of the n-th request, from 0. */
  DemoEndpoint endpoint(long request) {
    return cycle.get((int) (request % cycle.size()));
  }

  /** After how many requests it starts again. */
  int cycleLength() {
    return cycle.size();
  }

  private static List<DemoEndpoint> spread(Map<DemoEndpoint, Integer> shares) {
    int length = shares.values().stream().mapToInt(Integer::intValue).sum();
    Map<DemoEndpoint, Integer> credit = new EnumMap<>(DemoEndpoint.class);
    List<DemoEndpoint> order = new ArrayList<>(length);
    for (int turn = 0; turn < length; turn++) {
      shares.forEach((endpoint, share) -> credit.merge(endpoint, share, Integer::sum));
      DemoEndpoint richest = richest(credit);
      credit.merge(richest, -length, Integer::sum);
      order.add(richest);
    }
    return order;
  }

  private static DemoEndpoint richest(Map<DemoEndpoint, Integer> credit) {
    return credit.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }
}
