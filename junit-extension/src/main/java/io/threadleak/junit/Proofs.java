package io.threadleak.junit;

import io.threadleak.ThreadProof;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.proving.ProofLimits;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Proofs about the threads of this JVM, one at a time. Whoever asks while one is made gets the next
 * one, together with all others who do: a heap that was looked at before does not show what the
 * test has let go of since. Thread-safe.
 */
final class Proofs {

  private static final Duration DEADLINE = Duration.ofMinutes(3);

  /** Nobody is served in tests, so that the JVM may stand still for as long as it takes. */
  private static final ProofLimits LIMITS = new ProofLimits(null, Long.MAX_VALUE, DEADLINE);

  private final ProofLimits limits;

  /** Read by those who look at threads, and so hold them; written while the heap is dumped. */
  private final ReadWriteLock looks = new ReentrantReadWriteLock();

  private final Lock turn = new ReentrantLock(true);
  private @Nullable Shared next;

  Proofs() {
    this(LIMITS);
  }

  Proofs(ProofLimits limits) {
    this.limits = limits;
  }

  /** To be held by whoever holds on to threads that somebody might ask about. */
  Lock looking() {
    return looks.readLock();
  }

  /**
   * Makes a proof, or waits for one that somebody else makes. The caller must hold none of the
   * threads that it is about.
   */
  ThreadProof make() throws ProofException {
    Shared shared = join();
    boolean interrupted = Thread.interrupted();
    turn.lock();
    try {
      if (!shared.begun) {
        begin(shared);
        interrupted |= run(shared);
      }
      return shared.outcome();
    } finally {
      turn.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized Shared join() {
    Shared shared = next;
    if (shared == null) {
      shared = new Shared();
      next = shared;
    }
    return shared;
  }

  /** From now on it takes nobody in. */
  private synchronized void begin(Shared shared) {
    shared.begun = true;
    next = null;
  }

  /** Whether an interrupt came meanwhile. */
  private boolean run(Shared shared) {
    try {
      shared.found = ThreadProof.make(limits, looks.writeLock());
    } catch (ProofException none) {
      shared.failure = none;
    } catch (InterruptedException e) {
      shared.failure = new ProofException(Reason.CANCELLED, "the test was interrupted", e);
      return true;
    } catch (RuntimeException | LinkageError e) {
      shared.failure = new ProofException(Reason.FAILED, "the proof broke off: " + e, e);
    }
    return false;
  }

  /** One proof with all who wait for it. Read and written in {@link #turn} alone. */
  private static final class Shared {

    private boolean begun;
    private @Nullable ThreadProof found;
    private @Nullable ProofException failure;

    ThreadProof outcome() throws ProofException {
      ProofException none = failure;
      if (none != null) {
        throw none;
      }
      ThreadProof outcome = found;
      if (outcome == null) {
        throw new IllegalStateException("no outcome");
      }
      return outcome;
    }
  }
}
