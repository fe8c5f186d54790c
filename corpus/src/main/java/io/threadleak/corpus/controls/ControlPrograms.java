package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Program;
import java.util.List;

/** The programs that are no leaks. */
public final class ControlPrograms {

  private ControlPrograms() {}

  /** All of them, in the order of the table. */
  public static List<Program> all() {
    return List.of(
        new IdleFixedPool(),
        new IdleCachedPool(),
        new IdleScheduledPool(),
        new IdleTimer(),
        new IdleCommonPool(),
        new AbandonedForkJoinPool(),
        new DroppedSingleThread(),
        new DroppedTimer(),
        new WokenByCapture(),
        new WokenByLocal(),
        new WokenByThreadLocal(),
        new WokenFuture(),
        new WokenLock(),
        new WokenMonitor(),
        new BlockedBySleeper(),
        new JoinsSleeper(),
        new TimedWait(),
        new LatchInScheduledTask(),
        new LatchInShutdownHook(),
        new LatchInSoftReference(),
        new LatchInWeakReference(),
        new LatchInCleaner(),
        new LatchInFinalizable(),
        new LatchInStaticLambda(),
        new LatchInClassValue(),
        new LatchInCallSite(),
        new LatchInAsyncChannel(),
        new LatchInTimeout(),
        new LatchInBarrierAction(),
        new HeldParkedThread(),
        new QueueOfHeldThread(),
        new WatchesFiles(),
        new SilentServer(),
        new WaitsForProcess(),
        new RateLimited(),
        new Burst());
  }
}
