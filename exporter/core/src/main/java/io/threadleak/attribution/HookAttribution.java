package io.threadleak.attribution;

import io.threadleak.model.AttributionSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Attribution by a hook in {@code Thread.start} and {@code Thread.exit}, called by the agent. */
public final class HookAttribution implements Attribution {

  private volatile @Nullable ThreadLedger ledger;

  /** Called on the starting thread, before {@code thread} runs. Never throws. */
  public void started(Thread thread) {
    if (ledger != null) {
      thread.getId();
    }
  }

  /** Called on the starting thread when the JVM refused the start. Never throws. */
  public void startFailed(Thread thread) {}

  /** Called on the ending thread itself, last thing. Never throws. */
  public void ended(Thread thread) {}

  @Override
  public AttributionSource source() {
    return AttributionSource.AGENT;
  }

  @Override
  public void open(ThreadLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Duration lag() {
    return Duration.ZERO;
  }

  @Override
  public void close() {
    ledger = null;
  }
}
