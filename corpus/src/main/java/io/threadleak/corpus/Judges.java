package io.threadleak.corpus;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.proving.HeapDumpProof;
import io.threadleak.proving.ProofLimits;
import io.threadleak.proving.ProofOutcome;
import io.threadleak.proving.VirtualThreadView;
import io.threadleak.sampling.JdkThreadContainers;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The judges there are. */
final class Judges {

  private Judges() {}

  /** The proof by a dump of the heap. */
  static LeakJudge proof() {
    ReentrantLock one = new ReentrantLock();
    return since -> {
      one.lock();
      try {
        ProofOutcome outcome =
            new HeapDumpProof(ProofLimits.defaults(), new AllVirtualThreads(), new ReentrantLock())
                .run();
        return new Judgement(
            outcome.findings().findings().stream()
                .map(
                    found ->
                        new Judgement.Claim(
                            found.tier(), found.threadIds().size(), found.frames(), found.why()))
                .toList(),
            outcome.findings().threads(),
            outcome.findings().candidates(),
            outcome.moved(),
            outcome.seconds(),
            outcome.pauseSeconds(),
            outcome.findings().assumptions(),
            outcome.findings().blindSpots());
      } finally {
        one.unlock();
      }
    };
  }

  private static final class AllVirtualThreads implements VirtualThreadView {
    @Override
    public boolean inUse() {
      return VirtualThreadApi.exists();
    }

    @Override
    public void forEach(Consumer<Thread> visitor) {
      new JdkThreadContainers()
          .forEach(
              (thread, task) -> {
                visitor.accept(thread);
                return true;
              });
    }
  }
}
