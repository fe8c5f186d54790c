package io.threadleak.proof;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.threadleak.heap.HeapDump;
import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread;
import io.threadleak.heap.Progress;
import io.threadleak.model.ThreadKind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Starts all scenes, dumps itself, and prints what differs from what is to be found. */
public final class ScenesProgram {

  private static final long DEADLINE_NANOS = 60_000_000_000L;

  private ScenesProgram() {}

  public static void main(String[] args) throws Exception {
    Stage stage = new Stage(ThreadKind.valueOf(args[0]));
    Leaks.start(stage);
    LookAlikes.start(stage);
    Path file = Path.of(args[1]);
    long start = System.nanoTime();
    HeapGraph heap = dump(file);
    while (!restless(heap, stage).isEmpty()) {
      if (System.nanoTime() - start > DEADLINE_NANOS) {
        System.out.println("never waited: " + restless(heap, stage));
        return;
      }
      heap = dump(file);
    }
    print(stage, HeapProof.of(heap, question()));
  }

  private static HeapGraph dump(Path file) throws Exception {
    Files.deleteIfExists(file);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), true);
    HeapGraph heap = HeapDump.read(file, Progress.UNHEARD);
    Files.delete(file);
    return heap;
  }

  /** Threads of the scenes that do not wait yet. */
  private static Set<String> restless(HeapGraph heap, Stage stage) {
    Jdk jdk = new Jdk(heap);
    Set<String> restless = new TreeSet<>(stage.expected().keySet());
    for (HeapThread thread : heap.threads()) {
      if (thread.object() != HeapGraph.NONE && waits(jdk, thread.object())) {
        restless.remove(jdk.name(thread.object()));
      }
    }
    return restless;
  }

  private static boolean waits(Jdk jdk, int thread) {
    if (jdk.isCarried(thread)) {
      return Set.of(4L, 5L, 13L, 16L).contains(jdk.virtualState(thread));
    }
    return Set.of(0x191L, 0x291L, 0x401L).contains(jdk.platformStatus(thread));
  }

  private static ProofQuestion question() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<Long, Long> owners = new HashMap<>();
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null && info.getThreadState() == Thread.State.BLOCKED) {
        owners.put(info.getThreadId(), info.getLockOwnerId());
      }
    }
    return new ProofQuestion(Set.of(), Set.of(), owners, "", true, true);
  }

  private static void print(Stage stage, ProofFindings findings) {
    Map<String, String> found = new HashMap<>();
    for (ThreadFinding finding : findings.findings()) {
      for (String name : new HashSet<>(finding.names())) {
        found.put(name, finding.tier().label());
      }
      System.out.println("# " + line(finding));
    }
    System.out.println(
        "# "
            + findings.threads()
            + " threads, "
            + findings.candidates()
            + " candidates, "
            + findings.objects()
            + " objects, "
            + findings.hidden()
            + " hidden");
    List.copyOf(findings.assumptions()).forEach(line -> System.out.println("# assumes " + line));
    List.copyOf(findings.blindSpots()).forEach(line -> System.out.println("# blind: " + line));
    stage
        .expected()
        .forEach(
            (name, tier) -> {
              String actual = found.getOrDefault(name, "none");
              found.remove(name);
              if (!tier.equals(actual)) {
                System.out.println(name + ": " + actual + " instead of " + tier);
              }
            });
    found.forEach((name, tier) -> System.out.println(name + ": " + tier + ", unexpected"));
    System.out.println("done");
  }

  private static String line(ThreadFinding finding) {
    return String.join(
        " | ",
        finding.tier().label(),
        finding.names().toString(),
        finding.waitsFor(),
        finding.why(),
        finding.heldBy().toString(),
        finding.retainedBytes() + " bytes");
  }
}
