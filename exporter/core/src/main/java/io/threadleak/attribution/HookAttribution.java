package io.threadleak.attribution;

import io.threadleak.model.AttributionSource;
import java.lang.StackWalker.StackFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Attribution by a hook in {@code Thread.start} and {@code Thread.exit}, called by the agent.
 *
 * <p>How is it made cheap? The stack is walked lazily, by class and bytecode index, and only as far
 * as the first application frame; method names are asked for outside the JDK alone. What was walked
 * is hashed, and only a hash not seen before has its stack captured in full and named. The method
 * names are needed: two methods of one class may well start a thread at the same bytecode index.
 */
public final class HookAttribution implements Attribution {

  private static final int MAX_WALKED_FRAMES = 512;
  private static final int MAX_KEPT_FRAMES = 64;
  private static final String BOOT_PACKAGE = "io.threadleak.boot";

  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private final ApplicationCode code;
  private final SiteCache cache = new SiteCache();
  private final LongAdder failures = new LongAdder();
  private volatile @Nullable ThreadLedger ledger;

  /** A hook that tells application frames by the given rule. */
  public HookAttribution(ApplicationCode code) {
    this.code = code;
  }

  /** Called on the starting thread, before {@code thread} runs. Never throws. */
  public void started(Thread thread) {
    ThreadLedger to = ledger;
    if (to == null) {
      return;
    }
    try {
      if (!OwnThreads.owns(thread)) {
        SiteEntry site = siteOfCaller(to);
        to.started(ThreadIds.of(thread), site, to.nanos());
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

  private SiteEntry siteOfCaller(ThreadLedger to) {
    StackKey key = new StackKey();
    StackTraceElement root = null;
    if (!WALKER.walk(frames -> walkToApplication(frames, key))) {
      ThreadLedger.Start starter = to.find(ThreadIds.of(Thread.currentThread()));
      root = starter == null ? null : starter.site().root();
      key.with(root == null ? 0 : root.hashCode());
    }
    StackTraceElement starterRoot = root;
    return cache.get(
        key,
        () ->
            to.sites()
                .entryOf(
                    SiteNaming.name(
                        WALKER.walk(this::capture), starterRoot, AttributionSource.AGENT)));
  }

  /** Hashes frames up to the first application frame; false if there was none. */
  private boolean walkToApplication(Stream<StackFrame> frames, StackKey key) {
    Iterator<StackFrame> iterator = frames.iterator();
    boolean underStart = false;
    for (int walked = 0; walked < MAX_WALKED_FRAMES && iterator.hasNext(); walked++) {
      StackFrame frame = iterator.next();
      Class<?> type = frame.getDeclaringClass();
      if (!underStart && isStartItself(type)) {
        continue;
      }
      underStart = true;
      Origin origin = code.of(type);
      key.with(type.getName().hashCode()).with(frame.getByteCodeIndex());
      if (origin != Origin.JDK) {
        key.with(frame.getMethodName().hashCode());
      }
      if (origin == Origin.APPLICATION) {
        return true;
      }
    }
    return false;
  }

  private List<Frame> capture(Stream<StackFrame> frames) {
    List<Frame> kept = new ArrayList<>();
    Iterator<StackFrame> iterator = frames.iterator();
    boolean named = false;
    for (int walked = 0; walked < MAX_WALKED_FRAMES && iterator.hasNext(); walked++) {
      StackFrame frame = iterator.next();
      if (kept.isEmpty() && isStartItself(frame.getDeclaringClass())) {
        continue;
      }
      Origin origin = code.of(frame.getDeclaringClass());
      kept.add(new Frame(frame.toStackTraceElement(), origin));
      named |= origin == Origin.APPLICATION;
      if (named && kept.size() >= MAX_KEPT_FRAMES) {
        break;
      }
    }
    return kept;
  }

  /** Frames of the hook and of {@code Thread} above the code that asked for the thread. */
  private static boolean isStartItself(Class<?> type) {
    return type == Thread.class
        || type == HookAttribution.class
        || type == SiteCache.class
        || type.getPackageName().equals(BOOT_PACKAGE);
  }
}
