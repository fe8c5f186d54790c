package io.threadleak.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which the load visits the endpoints: a cycle in which each has its share and its
 * turns are as far apart as can be.
 *
 * <p>In each turn every endpoint gains its share in credit, the richest one is visited and pays for
 * the whole cycle.
 */
final class LoadMix {

  private final List<DemoEndpoint> cycle;

  private LoadMix(Map<DemoEndpoint, Integer> shares) {
    cycle = List.copyOf(spread(shares));
  }

  /** Honest and leaky endpoints side by side. */
  static LoadMix everything() {
    Map<DemoEndpoint, Integer> shares = new EnumMap<>(DemoEndpoint.class);
    for (DemoEndpoint endpoint : DemoEndpoint.values()) {
      shares.put(endpoint, endpoint.share());
    }
    return new LoadMix(shares);
  }

  /** No leaky endpoint; the shared pool has their share, so that the others have what they had. */
  static LoadMix healthy() {
    Map<DemoEndpoint, Integer> shares = new EnumMap<>(DemoEndpoint.class);
    for (DemoEndpoint endpoint : DemoEndpoint.values()) {
      shares.merge(
          endpoint.leaky() ? DemoEndpoint.SHARED_POOL : endpoint, endpoint.share(), Integer::sum);
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
