package io.threadleak;

import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;

/** A proof by the garbage collector. Once that has been asked, nobody can call it off. */
final class CollectorAttempt implements ProofAttempt {

  private static final ProofProgress ASKING = new ProofProgress("asking the garbage collector", 0);

  private final Look look;
  private volatile boolean cancelled;

  /** One look of the collector, whose outcome everyone sees from then on. */
  @FunctionalInterface
  interface Look {

    ProofReport take() throws ProofException, InterruptedException;
  }

  CollectorAttempt(Look look) {
    this.look = look;
  }

  @Override
  public ProofReport make() throws ProofException, InterruptedException {
    if (cancelled) {
      throw new ProofException(Reason.CANCELLED, "the proof was cancelled");
    }
    return look.take();
  }

  @Override
  public ProofProgress progress() {
    return ASKING;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }
}
