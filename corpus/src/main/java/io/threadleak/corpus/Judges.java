package io.threadleak.corpus;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ThreadKind;
import io.threadleak.oracle.CollectorOracle;
import io.threadleak.oracle.CollectorProof;
import io.threadleak.proving.HeapDumpProof;
import io.threadleak.proving.ProofLimits;
import io.threadleak.proving.ProofOutcome;
import io.threadleak.proving.VirtualThreadView;
import io.threadleak.sampling.JdkThreadContainers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The judges there are: each asked by one thread at a time. */
final class Judges {

  private static final Duration HAND_OVER = Duration.ofSeconds(30);

  private Judges() {}

  /** The one who judges by a means. */
  static LeakJudge of(Engine engine) {
    return engine == Engine.COLLECTOR ? byCollector() : Judges::byDump;
  }

  private static Judgement byDump(Instant since) throws ProofException, InterruptedException {
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
  }

  private static LeakJudge byCollector() {
    CollectorOracle oracle = new CollectorOracle(new JdkThreadContainers());
    CreationSite anywhere = CreationSite.other(ThreadKind.VIRTUAL);
    return since -> {
      long begin = System.nanoTime();
      CollectorOracle.Look look = oracle.look(HAND_OVER);
      return Judgement.of(
          CollectorProof.tell(look, thread -> anywhere, Instant.now(), begin, List.of()).report());
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
