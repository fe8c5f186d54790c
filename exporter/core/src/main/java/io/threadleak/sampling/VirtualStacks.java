package io.threadleak.sampling;

import io.threadleak.attribution.ThreadIds;
import io.threadleak.model.ThreadProfile.Member;
import io.threadleak.sampling.ProfileGroups.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Where virtual threads stand: all of them counted by site, endpoint and state, the stacks of a
 * sample of them, at most {@value #MAX_STACKS}, scaled to these counts. Stops nobody; for one look,
 * and one thread.
 */
final class VirtualStacks {

  static final int MAX_STACKS = 2_000;

  /** Keeps one site with a million threads from having all stacks, and the sites few. */
  static final int MAX_STACKS_PER_SITE = 500;

  private static final int SEED = 42;

  private record Kind(Origin origin, Thread.State state) {}

  /** The threads of one origin in a state: how many there are, and a fair sample of them. */
  private static final class Tally {

    private final List<Thread> sample = new ArrayList<>();
    private int threads;
  }

  private final Map<Kind, Tally> tallies = new LinkedHashMap<>();
  private final Random random = new Random(SEED);

  /** Counts one thread, and takes it into the sample by chance (reservoir sampling). */
  void count(Thread thread, Origin origin) {
    Thread.State state = thread.getState();
    if (state == Thread.State.TERMINATED) {
      return;
    }
    Tally tally = tallies.computeIfAbsent(new Kind(origin, state), any -> new Tally());
    tally.threads++;
    if (tally.sample.size() < MAX_STACKS_PER_SITE) {
      tally.sample.add(thread);
      return;
    }
    int place = random.nextInt(tally.threads);
    if (place < MAX_STACKS_PER_SITE) {
      tally.sample.set(place, thread);
    }
  }

  /** Takes the stacks and hands all threads over. */
  void addTo(ProfileGroups groups) {
    int quota = quota();
    tallies.forEach((kind, tally) -> add(groups, kind, tally, quota));
    tallies.clear();
  }

  /** The most stacks of a site and state, so that all together stay within the limit. */
  private int quota() {
    int quota = MAX_STACKS_PER_SITE;
    while (quota > 1 && wanted(quota) > MAX_STACKS) {
      quota /= 2;
    }
    return quota;
  }

  private long wanted(int quota) {
    return tallies.values().stream().mapToLong(tally -> Math.min(tally.sample.size(), quota)).sum();
  }

  private static void add(ProfileGroups groups, Kind kind, Tally tally, int quota) {
    Map<List<StackTraceElement>, List<Member>> byStack = new LinkedHashMap<>();
    int taken = 0;
    for (Thread thread : tally.sample.subList(0, Math.min(quota, tally.sample.size()))) {
      StackTraceElement[] stack = thread.getStackTrace();
      if (stack.length > 0) {
        taken++;
        byStack
            .computeIfAbsent(Arrays.asList(stack), any -> new ArrayList<>())
            .add(new Member(ThreadIds.of(thread), thread.getName(), null));
      }
    }
    if (taken == 0) {
      groups.add(
          kind.origin, kind.state, new StackTraceElement[0], tally.threads, false, List.of());
      return;
    }
    long seen = 0;
    long given = 0;
    for (Map.Entry<List<StackTraceElement>, List<Member>> entry : byStack.entrySet()) {
      seen += entry.getValue().size();
      // Rounding the sums rather than the parts makes the parts add up.
      long upTo = Math.round((double) tally.threads * seen / taken);
      int threads = (int) (upTo - given);
      given = upTo;
      if (threads > 0) {
        StackTraceElement[] stack = entry.getKey().toArray(new StackTraceElement[0]);
        boolean scaled = taken < tally.threads;
        groups.add(kind.origin, kind.state, stack, threads, scaled, entry.getValue());
      }
    }
  }
}
