package io.threadleak;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ProvenGroup;
import io.threadleak.proving.HeapDumpProof;
import io.threadleak.proving.ProofLimits;
import io.threadleak.proving.ProofOutcome;
import io.threadleak.proving.VirtualThreadView;
import io.threadleak.sampling.JdkThreadContainers;
import io.threadleak.scheduling.VirtualThreadWatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/**
 * What a dump of this JVM's heap shows of each of its threads, for who asks about single threads
 * and has no monitor. Creation sites are known by name alone.
 *
 * @param report the proof
 * @param byThread the finding that a thread is of, by the thread's id; without those that may go on
 */
public record ThreadProof(ProofReport report, Map<Long, ProvenGroup> byThread) {

  /** Copies the map. */
  public ThreadProof {
    byThread = Map.copyOf(byThread);
  }

  /**
   * Makes a proof, on the calling thread. The JVM stands still while its heap is dumped, and what
   * the caller holds, directly or not, counts as held.
   *
   * @param quiet held while the heap is dumped; to be held by whoever looks at threads meanwhile,
   *     who would seem to hold them
   * @throws ProofException if there is none; its message says why, and what cures it
   */
  public static ThreadProof make(ProofLimits limits, Lock quiet)
      throws ProofException, InterruptedException {
    VirtualThreadView virtual =
        VirtualThreadApi.exists() ? new VirtualThreads() : VirtualThreadView.NONE;
    ProofOutcome outcome = new HeapDumpProof(limits, virtual, quiet).run();
    List<ProvenGroups.WithIds> found =
        ProvenGroups.withIds(
            outcome.findings().findings(),
            (finding, id, name) -> ProofJoin.unknown(finding, name),
            id -> outcome.time(),
            id -> true);
    Map<Long, ProvenGroup> byThread = new HashMap<>();
    found.forEach(group -> group.ids().forEach(id -> byThread.put(id, group.group())));
    List<ProvenGroup> groups = found.stream().map(ProvenGroups.WithIds::group).toList();
    return new ThreadProof(StandingProof.report(outcome, groups, Engine.HEAP_DUMP), byThread);
  }

  /** Those that the JDK lists where the agent has opened it, else what their carriers tell. */
  private static final class VirtualThreads implements VirtualThreadView {

    private final JdkThreadContainers containers = new JdkThreadContainers();

    @Override
    public boolean inUse() {
      boolean[] any = {VirtualThreadWatch.hasCarriers()};
      forEach(thread -> any[0] = true);
      return any[0];
    }

    @Override
    public synchronized void forEach(Consumer<Thread> visitor) {
      containers.forEach(
          (thread, task) -> {
            visitor.accept(thread);
            return true;
          });
    }
  }
}
