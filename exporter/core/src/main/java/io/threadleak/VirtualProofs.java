package io.threadleak;

import io.threadleak.exposition.Proofs;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofReport;
import io.threadleak.oracle.CollectorOracle;
import io.threadleak.oracle.CollectorProof;
import io.threadleak.oracle.Freeing;
import io.threadleak.sampling.JdkThreadContainers;
import io.threadleak.sampling.VirtualSampler;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Proofs of virtual threads by the garbage collector. They are made on the thread of the rounds,
 * one at a time, so that no round counts threads while some are let go of; the round that is due
 * waits.
 */
final class VirtualProofs implements Proofs {

  /** How long the JVM may take to hand over what its collection found. */
  private static final Duration HAND_OVER = Duration.ofSeconds(30);

  private final Executor rounds;
  private final Clock clock;
  private @Nullable FutureTask<ProofReport> running;
  private @Nullable VirtualSampler sampler;
  private @Nullable CollectorOracle oracle;
  private volatile @Nullable Freeing freeing;

  /**
   * None can be made yet.
   *
   * @param rounds runs tasks on the thread of the rounds
   */
  VirtualProofs(Executor rounds, Clock clock) {
    this.rounds = rounds;
    this.clock = clock;
  }

  /** From now on they can be. For the thread of the rounds. */
  void open(VirtualSampler seen, JdkThreadContainers containers) {
    sampler = seen;
    oracle = new CollectorOracle(containers);
  }

  /** Has the threads that are proven leaked interrupted from now on. */
  void freeProven() {
    freeing = new Freeing(Log::warn);
  }

  /** Threads interrupted so far. */
  long freed() {
    Freeing present = freeing;
    return present == null ? 0 : present.total();
  }

  @Override
  public ProofReport prove(Duration atMost) throws ProofException, InterruptedException {
    try {
      return shared().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException patience) {
      throw new ProofException(
          Reason.TIMED_OUT, "The proof is not through within " + atMost.toMillis() + " ms.");
    } catch (RejectedExecutionException closed) {
      throw new ProofException(Reason.CANCELLED, "The monitor is closed.");
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof ProofException told) {
        throw new ProofException(told.reason(), String.valueOf(told.getMessage()), told);
      }
      throw new ProofException(Reason.FAILED, "The proof failed: " + failure.getCause(), failure);
    }
  }

  /** The proof that waits or is being made, else a new one. */
  private synchronized FutureTask<ProofReport> shared() {
    FutureTask<ProofReport> present = running;
    if (present == null || present.isDone()) {
      present = new FutureTask<>(this::make);
      rounds.execute(present);
      running = present;
    }
    return present;
  }

  private ProofReport make() throws ProofException {
    long begin = System.nanoTime();
    VirtualSampler seen = sampler;
    CollectorOracle asked = oracle;
    if (seen == null || asked == null) {
      throw new ProofException(Reason.REFUSED, CollectorOracle.needsAgent());
    }
    CollectorProof.Told told =
        CollectorProof.tell(asked.look(HAND_OVER), seen::siteOf, clock.instant(), begin);
    Freeing asksToFree = freeing;
    if (asksToFree != null) {
      asksToFree.free(told.threads());
    }
    return told.report();
  }
}
