package io.threadleak.oracle;

import io.threadleak.attribution.ThreadIds;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a look of the collector proves, told by creation site and stack. Takes the stack of every
 * thread that was found, some 10 to 50 microseconds each, and stops nobody for it.
 */
public final class CollectorProof {

  private static final String ASSUMPTION =
      "Nothing alive comes by what these threads wait for through a weak reference: the look has"
          + " cleared such references, as a collection that reclaims the threads would.";
  private static final String PLATFORM =
      "Platform threads were not looked at: their stacks are what the collector begins with.";
  private static final String HELD =
      "Threads in Object.wait, pinned threads, owners of a lock that something alive can reach and"
          + " threads of an executor that something alive holds are not found by the collector.";

  private final CollectorOracle.Look look;
  private final List<String> moreBlindSpots;
  private final Map<Key, Group> groups = new LinkedHashMap<>();

  private CollectorProof(CollectorOracle.Look look, List<String> blindSpots) {
    this.look = look;
    this.moreBlindSpots = blindSpots;
  }

  /**
   * Tells what a look found.
   *
   * @param sites who started a virtual thread
   * @param time when the look was taken
   * @param beginNanos when the proof was asked for, by {@link System#nanoTime()}
   * @param blindSpots what else to say of what was not looked at
   */
  public static Told tell(
      CollectorOracle.Look look,
      Function<Thread, CreationSite> sites,
      Instant time,
      long beginNanos,
      List<String> blindSpots) {
    CollectorProof proof = new CollectorProof(look, blindSpots);
    for (Thread thread : look.found()) {
      proof.add(thread, sites.apply(thread));
    }
    return proof.report(time, (System.nanoTime() - beginNanos) / 1e9);
  }

  private void add(Thread thread, CreationSite site) {
    StackTraceElement[] stack = thread.getStackTrace();
    if (stack.length > 0) {
      groups
          .computeIfAbsent(new Key(site, List.of(stack)), key -> new Group(Waiting.of(stack)))
          .threads
          .add(thread);
    }
  }

  private Told report(Instant time, double seconds) {
    List<ProvenThreads> told = new ArrayList<>();
    groups.forEach((key, group) -> told.add(group.tell(key.site(), time)));
    told.sort(Comparator.comparing((ProvenThreads found) -> -found.threads().size()));
    List<ProvenThreads> kept = told.subList(0, Math.min(ProofReport.MAX_GROUPS, told.size()));
    int dropped =
        told.subList(kept.size(), told.size()).stream()
            .mapToInt(found -> found.threads().size())
            .sum();
    return new Told(report(kept, dropped, time, seconds), kept);
  }

  private ProofReport report(List<ProvenThreads> kept, int dropped, Instant time, double seconds) {
    return new ProofReport(
        time,
        Engine.COLLECTOR,
        seconds,
        look.pauseSeconds(),
        look.threads(),
        look.candidates(),
        0,
        kept.stream().map(ProvenThreads::group).toList(),
        dropped,
        kept.isEmpty() ? List.of() : List.of(ASSUMPTION),
        blindSpots());
  }

  private List<String> blindSpots() {
    List<String> blind = new ArrayList<>(List.of(PLATFORM, HELD));
    if (look.blocked() > 0) {
      blind.add(
          look.blocked()
              + " virtual threads wait to enter a monitor, which holds them: the collector cannot"
              + " tell of them.");
    }
    if (look.candidates() >= CollectorOracle.MAX_CANDIDATES) {
      blind.add(
          "No more than %d waiting threads were asked about."
              .formatted(CollectorOracle.MAX_CANDIDATES));
    }
    blind.addAll(moreBlindSpots);
    return blind;
  }

  /**
   * What a look proves.
   *
   * @param report for everybody
   * @param threads the threads of each of its groups, in the same order
   */
  public record Told(ProofReport report, List<ProvenThreads> threads) {

    /** Copies the list. */
    public Told {
      threads = List.copyOf(threads);
    }
  }

  private record Key(CreationSite site, List<StackTraceElement> stack) {}

  /** Threads of one site at one place. */
  private static final class Group {

    private final Waiting waiting;
    private final List<Thread> threads = new ArrayList<>();

    Group(Waiting waiting) {
      this.waiting = waiting;
    }

    ProvenThreads tell(CreationSite site, Instant time) {
      List<Long> ids =
          threads.stream().map(ThreadIds::of).sorted().limit(ProvenGroup.MAX_THREAD_IDS).toList();
      List<String> names =
          threads.stream()
              .map(Thread::getName)
              .filter(name -> !name.isEmpty())
              .limit(ProvenGroup.MAX_NAMES)
              .toList();
      ProvenGroup group =
          new ProvenGroup(
              ProofTier.PROVED,
              site,
              threads.size(),
              ids,
              names,
              waiting.frames(),
              waiting.waitsFor(),
              waiting.why(),
              List.of(),
              null,
              time);
      return new ProvenThreads(group, threads);
    }
  }
}
