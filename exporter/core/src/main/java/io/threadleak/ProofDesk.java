package io.threadleak;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests for proofs: one proof is made at a time, by whatever engine. Those who ask for one
 * that is being made by the same engine, or waits to be made, share it. Each runs on an own thread,
 * which is there for as long as the proof. Thread-safe.
 */
final class ProofDesk implements AutoCloseable {

  private static final ProofProgress WAITING =
      new ProofProgress("waiting for its turn, one proof is made at a time", 0);

  private final Engines engines;
  private final Map<ProofEngine, Shared> present = new EnumMap<>(ProofEngine.class);
  private final Semaphore turn = new Semaphore(1, true);
  private boolean closed;

  /** What makes proofs. */
  interface Engines {

    /** The engine that would be used now, for which one is asked: never {@code AUTO}. */
    ProofEngine choose(ProofEngine asked);

    /** A proof by that engine, not begun. */
    ProofAttempt attempt(ProofEngine engine);
  }

  ProofDesk(Engines engines) {
    this.engines = engines;
  }

  /** Asks for a proof; returns at once. */
  synchronized ProofRun request(ProofEngine asked) {
    ProofEngine engine = engines.choose(asked);
    Shared shared = present.get(engine);
    if (shared == null || shared.isOver()) {
      shared = new Shared(engine);
      present.put(engine, shared);
      if (closed) {
        shared.fail(new ProofException(Reason.CANCELLED, "the monitor is closed"));
      } else {
        shared.thread.start();
      }
    }
    return shared.join();
  }

  /** Ends the proofs that are being made; later requests are refused. */
  @Override
  public synchronized void close() {
    closed = true;
    present.values().forEach(Shared::cancel);
  }

  /** A proof with all who wait for it. */
  private final class Shared {

    private final ProofEngine engine;
    private final Thread thread = OwnThreads.factory("proving").newThread(this::run);
    private final CompletableFuture<ProofReport> outcome = new CompletableFuture<>();
    private volatile @Nullable ProofAttempt attempt;
    private int interested;

    Shared(ProofEngine engine) {
      this.engine = engine;
    }

    void run() {
      try {
        turn.acquire();
        try {
          ProofAttempt begun = begin();
          if (begun != null) {
            outcome.complete(begun.make());
          }
        } finally {
          turn.release();
        }
      } catch (ProofException none) {
        fail(none);
      } catch (InterruptedException | RuntimeException | Error e) {
        fail(new ProofException(Reason.FAILED, "the proof broke off: " + e, e));
      }
    }

    /** Null where nobody wants it any more. */
    private @Nullable ProofAttempt begin() {
      synchronized (ProofDesk.this) {
        ProofAttempt begun = outcome.isDone() ? null : engines.attempt(engine);
        attempt = begun;
        return begun;
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
          cancel();
        }
      }
    }

    /** Under the desk's lock. */
    void cancel() {
      ProofAttempt begun = attempt;
      if (begun != null) {
        begun.cancel();
      } else {
        fail(new ProofException(Reason.CANCELLED, "the proof was cancelled"));
        thread.interrupt();
      }
    }

    ProofProgress progress() {
      ProofAttempt begun = attempt;
      return begun == null ? WAITING : begun.progress();
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
      return shared.progress();
    }

    @Override
    public void cancel() {
      if (left.compareAndSet(false, true)) {
        shared.leave();
      }
    }
  }
}
