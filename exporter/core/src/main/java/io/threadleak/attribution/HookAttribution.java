package io.threadleak.attribution;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.ThreadKind;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Attribution by a hook in {@code Thread.start} and {@code Thread.exit}, called by the agent. */
public final class HookAttribution implements Attribution {

  private final CallerSite callers;
  private final LongAdder failures = new LongAdder();
  private volatile @Nullable ThreadLedger ledger;

  /** A hook that tells application frames by the given rule. */
  public HookAttribution(ApplicationCode code) {
    callers = new CallerSite(code, ThreadKind.PLATFORM, AttributionSource.AGENT);
  }

  /** Called on the starting thread, before {@code thread} runs. Never throws. */
  public void started(Thread thread) {
    ThreadLedger to = ledger;
    if (to == null) {
      return;
    }
    try {
      if (!OwnThreads.owns(thread)) {
        SiteEntry site = callers.find(to.sites(), () -> rootOfStarter(to), () -> null);
        to.started(ThreadIds.of(thread), site, to.nanos(), scopeOfStarter(to));
      }
    } catch (Throwable notTheHostsConcern) {
      failures.increment();
    }
  }

  /** Called on the starting thread when the JVM refused the start. Never throws. */
  public void startFailed(Thread thread) {
    ThreadLedger to = ledger;
    // A thread that lives was started before, and only its second start was refused.
    if (to != null && !thread.isAlive()) {
      to.startFailed(ThreadIds.of(thread));
    }
  }

  /** Called on the ending thread itself, last thing. Never throws. */
  public void ended(Thread thread) {
    ThreadLedger to = ledger;
    if (to != null) {
      to.ended(ThreadIds.of(thread));
    }
  }

  /** Starts whose site could not be told because of a failure of ours. */
  public long failures() {
    return failures.sum();
  }

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
  public @Nullable String trouble() {
    long failed = failures.sum();
    return failed == 0
        ? null
        : failed + " thread starts could not be attributed because of an error inside threadleak.";
  }

  @Override
  public void close() {
    ledger = null;
  }

  /** The scope that a live platform thread was started in; null if there was none. */
  public @Nullable String scopeOf(Thread thread) {
    ThreadLedger of = ledger;
    ThreadLedger.Start start = of == null ? null : of.find(ThreadIds.of(thread));
    return start == null ? null : start.scope();
  }

  /** What the calling thread serves, else was started in, be it platform or virtual. */
  private static @Nullable String scopeOfStarter(ThreadLedger to) {
    String entered = Scopes.entered();
    if (entered != null) {
      return entered.isEmpty() ? null : entered;
    }
    ThreadLedger.Start starter = to.find(ThreadIds.of(Thread.currentThread()));
    return starter == null ? Scopes.current() : starter.scope();
  }

  private static @Nullable StackTraceElement rootOfStarter(ThreadLedger to) {
    ThreadLedger.Start starter = to.find(ThreadIds.of(Thread.currentThread()));
    return starter == null ? null : starter.site().root();
  }
}
