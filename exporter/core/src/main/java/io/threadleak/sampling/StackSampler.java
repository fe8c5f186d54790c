package io.threadleak.sampling;

import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.StackCount;
import io.threadleak.model.ThreadKind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the threads of suspect sites stand now: at most {@value #MAX_THREADS} threads a look, by
 * one call that stops the JVM for as long as so many stacks take (some milliseconds); of virtual
 * threads as many again, which stops nobody. Used by one thread at a time.
 */
public final class StackSampler {

  /** Threads looked at in one go, over all sites. */
  public static final int MAX_THREADS = 100;

  private static final int MAX_FRAMES = 64;

  private final ThreadLedger ledger;
  private final @Nullable VirtualSampler virtualThreads;
  private final LiveThreads threads = new LiveThreads();

  /**
   * A sampler of threads whose site is known.
   *
   * @param ledger knows the platform threads
   * @param virtualThreads knows the virtual ones; null where those are not counted
   */
  public StackSampler(ThreadLedger ledger, @Nullable VirtualSampler virtualThreads) {
    this.ledger = ledger;
    this.virtualThreads = virtualThreads;
  }

  /** Present stacks by site, most common first; sites without a live thread are absent. */
  public Map<SiteEntry, List<StackCount>> sample(Set<SiteEntry> sites) {
    Map<Long, SiteEntry> chosen = choose(sites);
    Map<SiteEntry, Map<List<StackTraceElement>, Integer>> counted = new HashMap<>();
    long[] ids = chosen.keySet().stream().mapToLong(Long::longValue).toArray();
    for (@Nullable ThreadInfo info :
        ManagementFactory.getThreadMXBean().getThreadInfo(ids, MAX_FRAMES)) {
      SiteEntry site = info == null ? null : chosen.get(info.getThreadId());
      if (info != null && site != null) {
        count(counted, site, info.getStackTrace());
      }
    }
    if (virtualThreads != null) {
      Map<Thread, SiteEntry> virtual = virtualThreads.choose(ofVirtual(sites), MAX_THREADS);
      virtual.forEach((thread, site) -> count(counted, site, thread.getStackTrace()));
    }
    Map<SiteEntry, List<StackCount>> stacks = new HashMap<>();
    counted.forEach((site, byStack) -> stacks.put(site, mostCommonFirst(byStack)));
    return stacks;
  }

  private static void count(
      Map<SiteEntry, Map<List<StackTraceElement>, Integer>> counted,
      SiteEntry site,
      StackTraceElement[] stack) {
    List<StackTraceElement> frames = List.of(stack).subList(0, Math.min(stack.length, MAX_FRAMES));
    counted.computeIfAbsent(site, any -> new LinkedHashMap<>()).merge(frames, 1, Integer::sum);
  }

  private static Set<SiteEntry> ofVirtual(Set<SiteEntry> sites) {
    return sites.stream()
        .filter(site -> site.site().kind() == ThreadKind.VIRTUAL)
        .collect(Collectors.toSet());
  }

  private Map<Long, SiteEntry> choose(Set<SiteEntry> sites) {
    int perSite = Math.max(1, MAX_THREADS / Math.max(1, sites.size()));
    Map<Long, SiteEntry> chosen = new HashMap<>();
    Map<SiteEntry, Integer> taken = new HashMap<>();
    threads.forEach(
        thread -> {
          long id = ThreadIds.of(thread);
          ThreadLedger.@Nullable Start start = ledger.find(id);
          if (start != null
              && sites.contains(start.site())
              && chosen.size() < MAX_THREADS
              && taken.merge(start.site(), 1, Integer::sum) <= perSite) {
            chosen.put(id, start.site());
          }
        });
    return chosen;
  }

  private static List<StackCount> mostCommonFirst(Map<List<StackTraceElement>, Integer> byStack) {
    List<StackCount> stacks = new ArrayList<>();
    byStack.forEach((frames, count) -> stacks.add(new StackCount(frames, count)));
    stacks.sort(Comparator.comparingInt(StackCount::threads).reversed());
    return stacks;
  }
}
