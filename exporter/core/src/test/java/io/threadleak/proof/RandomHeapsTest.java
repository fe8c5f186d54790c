package io.threadleak.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ProofTier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random heaps: the tiers are those of their definitions, worked out as plainly as can be. */
final class RandomHeapsTest {

  private static final int HEAPS = 2_000;
  private static final String NODE = "com.acme.Node";

  /** One heap, kept twice: on paper, and as lists of numbers. */
  private static final class Drawn {

    private final PaperJdk paper = new PaperJdk(25);
    private final Map<Integer, List<Integer>> strong = new TreeMap<>();
    private final Map<Integer, List<Integer>> weak = new TreeMap<>();
    private final List<Integer> roots = new ArrayList<>();

    /** From thread to what it waits for, and to what its stack holds. */
    private final Map<Integer, Integer> handles = new TreeMap<>();

    private final Map<Integer, List<Integer>> stacks = new TreeMap<>();

    Drawn(long seed) {
      Random random = new Random(seed);
      List<Integer> nodes = new ArrayList<>();
      for (int i = 0; i < 2 + random.nextInt(20); i++) {
        boolean isLatch = random.nextInt(3) == 0;
        nodes.add(isLatch ? latchSync() : paper.heap().object(NODE));
      }
      List<Integer> targets = new ArrayList<>(nodes);
      for (int i = 0; i < random.nextInt(8); i++) {
        targets.add(paper.thread(PaperJdk.PARKED));
      }
      List<Integer> threads = targets.subList(nodes.size(), targets.size());
      for (int i = 0; i < random.nextInt(2 * targets.size()); i++) {
        link(any(nodes, random), any(targets, random), random.nextInt(6) == 0);
      }
      for (int thread : threads) {
        stand(thread, any(nodes, random), some(targets, random));
      }
      for (int i = 0; i < random.nextInt(3); i++) {
        int root = any(targets, random);
        paper.isStatic(root);
        roots.add(root);
      }
      List<Integer> held = some(targets, random);
      paper.running(held.stream().mapToInt(each -> each).toArray());
      roots.addAll(held);
    }

    private int latchSync() {
      return paper.heap().object("java.util.concurrent.CountDownLatch$Sync");
    }

    private static int any(List<Integer> objects, Random random) {
      return objects.get(random.nextInt(objects.size()));
    }

    private static List<Integer> some(List<Integer> objects, Random random) {
      return IntStream.range(0, random.nextInt(4)).mapToObj(i -> any(objects, random)).toList();
    }

    private void link(int from, int to, boolean isWeak) {
      if (isWeak) {
        int reference = paper.reference("Weak", to);
        paper.heap().refer(from, NODE + "#weak" + reference, reference);
        weak.computeIfAbsent(from, unknown -> new ArrayList<>()).add(to);
      } else {
        paper.heap().refer(from, NODE + "#link" + to, to);
        strong.computeIfAbsent(from, unknown -> new ArrayList<>()).add(to);
      }
    }

    private void stand(int thread, int handle, List<Integer> held) {
      boolean isLatch =
          paper.heap().classOf(handle).name().equals("java.util.concurrent.CountDownLatch$Sync");
      String parker =
          isLatch
              ? "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire"
              : "com.acme.Parks.here";
      int[] locals = held.stream().mapToInt(each -> each).toArray();
      paper.parks(thread, handle, parker, locals);
      handles.put(thread, handle);
      List<Integer> stack = new ArrayList<>(held);
      stack.add(handle);
      stacks.put(thread, stack);
    }

    private boolean isWokenByThread(int thread) {
      String type = paper.heap().classOf(handles.get(thread)).name();
      return !type.equals("java.util.concurrent.CountDownLatch$Sync");
    }

    /** All that is reached, some threads being awake from the first; they are part of it. */
    Set<Integer> reached(Set<Integer> awake, boolean followsWeak, boolean threadsWake) {
      Set<Integer> woken = new HashSet<>(awake);
      while (true) {
        Set<Integer> reached = closure(woken, followsWeak);
        Set<Integer> now = new HashSet<>(woken);
        for (int thread : handles.keySet()) {
          boolean byThread = threadsWake || isWokenByThread(thread);
          if (reached.contains(handles.get(thread)) || (byThread && reached.contains(thread))) {
            now.add(thread);
          }
        }
        if (now.equals(woken)) {
          return woken;
        }
        woken = now;
      }
    }

    private Set<Integer> closure(Set<Integer> awake, boolean followsWeak) {
      Set<Integer> reached = new HashSet<>();
      List<Integer> work = new ArrayList<>(roots);
      awake.forEach(thread -> work.addAll(stacks.get(thread)));
      work.addAll(awake);
      while (!work.isEmpty()) {
        int object = work.remove(work.size() - 1);
        if (reached.add(object)) {
          work.addAll(strong.getOrDefault(object, List.of()));
          work.addAll(followsWeak ? weak.getOrDefault(object, List.of()) : List.of());
        }
      }
      return reached;
    }

    /** The tier of each thread that cannot go on. */
    Map<Integer, ProofTier> tiers() {
      Set<Integer> sure = reached(Set.of(), false, false);
      Set<Integer> weakly = reached(sure, true, false);
      Set<Integer> held = reached(sure, false, true);
      Set<Integer> both = new HashSet<>(held);
      both.addAll(weakly);
      Set<Integer> all = reached(both, true, true);
      Map<Integer, ProofTier> tiers = new TreeMap<>();
      for (int thread : handles.keySet()) {
        if (!sure.contains(thread)) {
          boolean isStuck = held.contains(thread) && !weakly.contains(thread);
          ProofTier unheld = all.contains(thread) ? ProofTier.PROBABLE : ProofTier.PROVED;
          tiers.put(thread, isStuck ? ProofTier.STUCK : unheld);
        }
      }
      return tiers;
    }
  }

  @ParameterizedTest
  @MethodSource("batches")
  void heaps_drawnAtRandom_haveTheTiersOfTheirDefinition(int first) {
    for (int seed = first; seed < first + HEAPS / 10; seed++) {
      Drawn drawn = new Drawn(seed);
      Map<Integer, ProofTier> found = new TreeMap<>();
      ProofFindings findings = drawn.paper.findings();
      for (int thread : drawn.handles.keySet()) {
        findings.findings().stream()
            .filter(finding -> finding.threadIds().contains(drawn.paper.id(thread)))
            .forEach(finding -> found.put(thread, finding.tier()));
      }
      assertThat(found).as("seed " + seed).isEqualTo(drawn.tiers());
    }
  }

  private static IntStream batches() {
    return IntStream.range(0, 10).map(batch -> batch * (HEAPS / 10));
  }

  @Test
  void heaps_drawnAtRandom_showEveryTier() {
    Set<ProofTier> seen = new HashSet<>();
    IntStream.range(0, HEAPS).forEach(seed -> seen.addAll(new Drawn(seed).tiers().values()));
    assertThat(seen).containsExactlyInAnyOrder(ProofTier.values());
  }
}
