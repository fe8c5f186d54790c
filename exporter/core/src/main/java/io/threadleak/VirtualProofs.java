package io.threadleak;

import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.oracle.CollectorOracle;
import io.threadleak.oracle.CollectorProof;
import io.threadleak.sampling.JdkThreadContainers;
import io.threadleak.sampling.VirtualSampler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proofs of virtual threads by the garbage collector. For the thread of the rounds, so that no
 * round counts threads while some are let go of; the round that is due waits.
 */
final class VirtualProofs {

  /** How long the JVM may take to hand over what its collection found. */
  private static final Duration HAND_OVER = Duration.ofSeconds(30);

  private final Clock clock;
  private @Nullable VirtualSampler sampler;
  private @Nullable CollectorOracle oracle;

  /** None can be made yet. */
  VirtualProofs(Clock clock) {
    this.clock = clock;
  }

  /** From now on they can be. */
  void open(VirtualSampler seen, JdkThreadContainers containers) {
    sampler = seen;
    oracle = new CollectorOracle(containers);
  }

  /**
   * Makes one. What it tells of holds the threads: it must be let go of soon.
   *
   * @param dumpIsBlind why a heap dump does not do instead; null where it does
   */
  CollectorProof.Told make(@Nullable String dumpIsBlind) throws ProofException {
    long begin = System.nanoTime();
    VirtualSampler seen = sampler;
    CollectorOracle asked = oracle;
    String refusal = seen == null || asked == null ? CollectorOracle.needsAgent() : asked.refusal();
    if (seen == null || asked == null || refusal != null) {
      throw new ProofException(
          Reason.REFUSED,
          dumpIsBlind == null ? String.valueOf(refusal) : refusal + " " + dumpIsBlind);
    }
    return CollectorProof.tell(
        asked.look(HAND_OVER),
        seen::siteOf,
        clock.instant(),
        begin,
        dumpIsBlind == null ? List.of() : List.of(dumpIsBlind));
  }
}
