package io.threadleak;

import io.threadleak.exposition.ProofDoor;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofStatus;
import io.threadleak.model.ProofStatus.Refusal;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A monitor's proofs for those who ask by and by rather than wait. */
final class MonitorDoor implements ProofDoor {

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final Supplier<ProofRun> proofs;
  private @Nullable ProofRun run;

  MonitorDoor(Supplier<ProofRun> proofs) {
    this.proofs = proofs;
  }

  @Override
  public synchronized ProofStatus begin() {
    if (run == null || run.isDone()) {
      run = proofs.get();
    }
    return status();
  }

  @Override
  public synchronized ProofStatus status() {
    ProofRun last = run;
    if (last == null) {
      return new ProofStatus(false, ProofProgress.NONE, null, null);
    }
    if (!last.isDone()) {
      return new ProofStatus(true, last.progress(), null, null);
    }
    return outcome(last);
  }

  @Override
  public synchronized ProofStatus cancel() {
    if (run != null) {
      run.cancel();
    }
    return status();
  }

  private static ProofStatus outcome(ProofRun done) {
    try {
      ProofReport proof = done.await(AT_ONCE);
      return new ProofStatus(false, ProofProgress.NONE, null, proof);
    } catch (ProofException none) {
      Refusal refusal = new Refusal(none.reason(), String.valueOf(none.getMessage()));
      return new ProofStatus(false, ProofProgress.NONE, refusal, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ProofStatus(true, ProofProgress.NONE, null, null);
    }
  }
}
