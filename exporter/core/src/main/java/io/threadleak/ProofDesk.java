package io.threadleak;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;
import io.threadleak.proving.HeapDumpProof;
import io.threadleak.proving.ProofOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests for proofs: one proof is made at a time, and those who ask meanwhile share it. It
 * runs on an own thread, which is there for as long as the proof. Thread-safe.
 */
final class ProofDesk implements AutoCloseable {

  private final Supplier<HeapDumpProof> proofs;
  private final Publication publication;
  private @Nullable Shared present;
  private boolean closed;

  /** Turns an outcome into the report that everyone sees from then on. */
  @FunctionalInterface
  interface Publication {

    ProofReport publish(ProofOutcome outcome) throws ProofException, InterruptedException;
  }

  ProofDesk(Supplier<HeapDumpProof> proofs, Publication publication) {
    this.proofs = proofs;
    this.publication = publication;
  }

  /** Asks for a proof; returns at once. */
  synchronized ProofRun request() {
    Shared shared = present;
    if (shared == null || shared.isOver()) {
      shared = new Shared(proofs.get());
      present = shared;
      if (closed) {
        shared.fail(new ProofException(Reason.CANCELLED, "the monitor is closed"));
      } else {
        OwnThreads.factory("proving").newThread(shared::run).start();
      }
    }
    return shared.join();
  }

  /** Ends the proof that is being made; later requests are refused. */
  @Override
  public synchronized void close() {
    closed = true;
    if (present != null) {
      present.proof.cancel();
    }
  }

  /** A proof with all who wait for it. */
  private final class Shared {

    private final HeapDumpProof proof;
    private final CompletableFuture<ProofReport> outcome = new CompletableFuture<>();
    private int interested;

    Shared(HeapDumpProof proof) {
      this.proof = proof;
    }

    void run() {
      try {
        outcome.complete(publication.publish(proof.run()));
      } catch (ProofException none) {
        fail(none);
      } catch (InterruptedException | RuntimeException | Error e) {
        fail(new ProofException(Reason.FAILED, "the proof broke off: " + e, e));
      }
    }

    void fail(ProofException reason) {
      outcome.completeExceptionally(reason);
    }

    boolean isOver() {
      return outcome.isDone() || interested == 0;
    }

    ProofRun join() {
      interested++;
      return new Place(this);
    }

    void leave() {
      synchronized (ProofDesk.this) {
        if (--interested == 0) {
          proof.cancel();
        }
      }
    }
  }

  /** The place of one who asked. */
  private static final class Place implements ProofRun {

    private final Shared shared;
    private final AtomicBoolean left = new AtomicBoolean();

    Place(Shared shared) {
      this.shared = shared;
    }

    @Override
    public ProofReport await(Duration atMost) throws ProofException, InterruptedException {
      try {
        return shared.outcome.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ProofException none) {
          throw new ProofException(none.reason(), String.valueOf(none.getMessage()), none);
        }
        throw new IllegalStateException(e.getCause());
      } catch (TimeoutException e) {
        throw new ProofException(
            Reason.TIMED_OUT,
            "the proof is not through after %d s, it is %s"
                .formatted(atMost.toSeconds(), progress().phase()),
            e);
      }
    }

    @Override
    public boolean isDone() {
      return shared.outcome.isDone();
    }

    @Override
    public ProofProgress progress() {
      return shared.proof.progress();
    }

    @Override
    public void cancel() {
      if (left.compareAndSet(false, true)) {
        shared.leave();
      }
    }
  }
}
