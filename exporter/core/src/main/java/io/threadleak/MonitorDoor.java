package io.threadleak;

import io.threadleak.exposition.ProofDoor;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofStatus;
import io.threadleak.model.ProofStatus.Refusal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A monitor's proofs for those who ask by and by rather than wait. */
final class MonitorDoor implements ProofDoor {

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final ProofEngine configured;
  private final Function<ProofEngine, ProofRun> proofs;
  private final Map<ProofEngine, ProofRun> runs = new EnumMap<>(ProofEngine.class);
  private ProofEngine last;

  /**
   * A door that nobody has come to.
   *
   * @param configured what is asked where nobody says
   */
  MonitorDoor(ProofEngine configured, Function<ProofEngine, ProofRun> proofs) {
    this.configured = configured;
    this.proofs = proofs;
    last = configured;
  }

  @Override
  public synchronized ProofStatus begin(@Nullable ProofEngine engine) {
    ProofEngine asked = engine == null ? configured : engine;
    ProofRun run = runs.get(asked);
    if (run == null || run.isDone()) {
      runs.put(asked, proofs.apply(asked));
    }
    last = asked;
    return status(asked);
  }

  @Override
  public synchronized ProofStatus status(@Nullable ProofEngine engine) {
    ProofRun run = runs.get(engine == null ? last : engine);
    if (run == null) {
      return new ProofStatus(false, ProofProgress.NONE, null, null);
    }
    if (!run.isDone()) {
      return new ProofStatus(true, run.progress(), null, null);
    }
    return outcome(run);
  }

  @Override
  public synchronized ProofStatus cancel(@Nullable ProofEngine engine) {
    ProofRun run = runs.get(engine == null ? last : engine);
    if (run != null) {
      run.cancel();
    }
    return status(engine);
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
