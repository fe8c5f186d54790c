package io.threadleak.attribution;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.ThreadKind;
import java.time.Duration;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Attribution by a hook in {@code Thread.start} and {@code Thread.exit}, called by the agent, and
 * by one in the constructors of thread pools.
 */
public final class HookAttribution implements Attribution {

  private final CallerSite callers;
  private final PoolBirths births;
  private final Supplier<@Nullable Object> growingPool;
  private final LongAdder failures = new LongAdder();
  private volatile @Nullable ThreadLedger ledger;

  /** A hook that tells application frames by the given rule, and sees no pools. */
  public HookAttribution(ApplicationCode code) {
    this(code, ThreadKind.PLATFORM);
  }

  /** The same for threads of a kind, every start of which has its stack walked. */
  public HookAttribution(ApplicationCode code, ThreadKind kind) {
    this(code, kind, () -> null);
  }

  /**
   * A hook that sees pools as well.
   *
   * @param code tells application frames
   * @param growingPool the pool that the calling thread is just starting a worker for; null for
   *     none
   */
  public HookAttribution(ApplicationCode code, Supplier<@Nullable Object> growingPool) {
    this(code, ThreadKind.PLATFORM, growingPool);
  }

  private HookAttribution(
      ApplicationCode code, ThreadKind kind, Supplier<@Nullable Object> growingPool) {
    callers = new CallerSite(code, kind, AttributionSource.AGENT);
    births = new PoolBirths(code);
    this.growingPool = growingPool;
  }

  /** Called on the starting thread, before {@code thread} runs. Never throws. */
  public void started(Thread thread) {
    ThreadLedger to = ledger;
    if (to == null) {
      return;
    }
    try {
      if (!OwnThreads.owns(thread)) {
        SiteEntry site = callers.find(to.sites(), () -> rootOf(thread, to), () -> null);
        to.started(ThreadIds.of(thread), site, to.nanos(), isShared(site) ? null : scope(to));
      }
    } catch (Throwable notTheHostsConcern) {
      failures.increment();
    }
  }

  /** Called on the thread that constructs a pool, when that is done. Never throws. */
  public void poolBuilt(Object pool) {
    try {
      births.built(pool, this::rootOfBuilder);
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
    ledger.bornIn(births);
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

  /** A carrier serves whoever comes, not the one whose virtual thread had it started. */
  private static boolean isShared(SiteEntry site) {
    return site.site().label().equals(SiteNaming.SCHEDULER);
  }

  /** What the calling thread serves, else was started in, be it platform or virtual. */
  private static @Nullable String scope(ThreadLedger to) {
    String entered = Scopes.entered();
    if (entered != null) {
      return entered.isEmpty() ? null : entered;
    }
    ThreadLedger.Start starter = to.find(ThreadIds.of(Thread.currentThread()));
    return starter == null ? Scopes.current() : starter.scope();
  }

  /** Whom a start stack without the application's code leads to. */
  private @Nullable Root rootOf(Thread thread, ThreadLedger to) {
    Root ofPool = Root.ofPool(births.rootOf(poolOf(thread)));
    return ofPool != null ? ofPool : Root.ofStarter(rootOfStarter(to));
  }

  /** The pool that a thread is just started for: a fork-join worker knows its own. */
  private @Nullable Object poolOf(Thread thread) {
    return thread instanceof ForkJoinWorkerThread ? PoolOfThread.find(thread) : growingPool.get();
  }

  private @Nullable StackTraceElement rootOfBuilder() {
    ThreadLedger to = ledger;
    return to == null ? null : rootOfStarter(to);
  }

  private static @Nullable StackTraceElement rootOfStarter(ThreadLedger to) {
    ThreadLedger.Start starter = to.find(ThreadIds.of(Thread.currentThread()));
    return starter == null ? null : starter.site().root();
  }
}
