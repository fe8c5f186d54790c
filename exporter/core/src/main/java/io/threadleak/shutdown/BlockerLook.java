package io.threadleak.shutdown;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.ThreadGroups;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.CreationSite;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look at the threads that may hold up the JVM's end. Bounded: at most {@value #MOST_THREADS}
 * threads are looked at, the rest is counted.
 *
 * <p>A hook is told by where it was started: by {@code ApplicationShutdownHooks}. Where no stack of
 * its start is known, what was started after the stop, or a moment before, is taken for one.
 */
final class BlockerLook {

  static final int MOST_THREADS = 100;
  static final int MOST_FRAMES = 15;

  /** Hooks start one after another, ours among them. */
  private static final long SLACK_NANOS = 1_000_000_000L;

  /** The JVM's name for the thread that waits for the last one that is no daemon. */
  private static final String WAITS_FOR_THE_END = "DestroyJavaVM";

  private static final String HOOKS = "java.lang.ApplicationShutdownHooks";

  private final ThreadLedger ledger;

  BlockerLook(ThreadLedger ledger) {
    this.ledger = ledger;
  }

  /** Whether the main thread has ended, so that the JVM goes on for other threads' sake. */
  static boolean mainHasEnded() {
    boolean[] found = new boolean[1];
    ThreadGroups.forEachThread(thread -> found[0] |= isWaitingForTheEnd(thread));
    return found[0];
  }

  static boolean isWaitingForTheEnd(Thread thread) {
    return thread.getName().equals(WAITS_FOR_THE_END);
  }

  /** All that is alive and neither a daemon nor threadleak's own, nor waits for the end itself. */
  static List<Thread> held() {
    List<Thread> held = new ArrayList<>();
    ThreadGroups.forEachThread(
        thread -> {
          if (!thread.isDaemon()
              && thread.isAlive()
              && !OwnThreads.owns(thread)
              && !isWaitingForTheEnd(thread)) {
            held.add(thread);
          }
        });
    return held;
  }

  /** Their stacks and what they wait for; null for one that has ended. */
  static List<@Nullable ThreadInfo> infos(List<Thread> threads) {
    long[] ids = threads.stream().mapToLong(ThreadIds::of).toArray();
    return Arrays.asList(ManagementFactory.getThreadMXBean().getThreadInfo(ids, Integer.MAX_VALUE));
  }

  /**
   * Looks while hooks run.
   *
   * @param since how long ago the JVM was told to stop
   * @param stopNanos when that was, on the ledger's clock
   */
  ShutdownReport whileHooksRun(Duration since, long stopNanos) {
    List<Thread> candidates = held();
    // A hook may be a daemon: the end waits for it all the same.
    ThreadGroups.forEachThread(
        thread -> {
          if (thread.isDaemon() && !OwnThreads.owns(thread) && isStartedByTheJvm(thread)) {
            candidates.add(thread);
          }
        });
    return look(ShutdownCause.TOLD_TO_STOP, since, candidates, stopNanos);
  }

  /** Looks while no hook runs. */
  ShutdownReport withoutHooks(ShutdownCause cause, Duration since) {
    return look(cause, since, held(), Long.MAX_VALUE);
  }

  private ShutdownReport look(
      ShutdownCause cause, Duration since, List<Thread> candidates, long stopNanos) {
    List<Thread> looked = candidates.subList(0, Math.min(MOST_THREADS, candidates.size()));
    List<@Nullable ThreadInfo> infos = infos(looked);
    List<Blocker> hooks = new ArrayList<>();
    List<Blocker> threads = new ArrayList<>();
    for (int i = 0; i < looked.size(); i++) {
      ThreadInfo info = infos.get(i);
      Thread thread = looked.get(i);
      if (info != null && !waitsForHooks(info)) {
        boolean isHook = cause == ShutdownCause.TOLD_TO_STOP && isHook(thread, stopNanos);
        add(isHook ? hooks : threads, blocker(info, isHook ? null : siteOf(thread)));
      }
    }
    return new ShutdownReport(cause, since, hooks, threads, candidates.size() - looked.size());
  }

  private static void add(List<Blocker> blockers, Blocker blocker) {
    for (int i = 0; i < blockers.size(); i++) {
      if (blockers.get(i).isLike(blocker)) {
        blockers.set(i, blockers.get(i).and(1));
        return;
      }
    }
    blockers.add(blocker);
  }

  private static Blocker blocker(ThreadInfo info, @Nullable String site) {
    List<StackTraceElement> frames =
        Arrays.stream(info.getStackTrace()).filter(frame -> !isHidden(frame)).toList();
    LockInfo lock = info.getLockInfo();
    return new Blocker(
        site == null ? outermost(frames, info.getThreadName()) : site,
        info.getThreadName(),
        1,
        info.getThreadState(),
        lock == null ? null : lock.getClassName(),
        info.getLockOwnerName(),
        frames.subList(0, Math.min(MOST_FRAMES, frames.size())));
  }

  /** A lambda's class, which no source has. */
  private static boolean isHidden(StackTraceElement frame) {
    return frame.getClassName().contains("$$Lambda");
  }

  /** What a thread runs: the outermost frame that is not {@code Thread}'s own. */
  private static String outermost(List<StackTraceElement> frames, String name) {
    for (int i = frames.size() - 1; i >= 0; i--) {
      if (!frames.get(i).getClassName().equals(Thread.class.getName())) {
        return ShutdownText.plain(frames.get(i));
      }
    }
    return name;
  }

  /** Whoever has told the JVM to stop, and joins the hooks. */
  private static boolean waitsForHooks(ThreadInfo info) {
    return Arrays.stream(info.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(HOOKS));
  }

  private boolean isHook(Thread thread, long stopNanos) {
    ThreadLedger.Start start = ledger.find(ThreadIds.of(thread));
    if (start == null || start.site().site().frames().isEmpty()) {
      return start == null || start.nanos() - (stopNanos - SLACK_NANOS) >= 0;
    }
    return isStartedByTheJvm(thread);
  }

  private boolean isStartedByTheJvm(Thread thread) {
    ThreadLedger.Start start = ledger.find(ThreadIds.of(thread));
    return start != null
        && start.site().site().frames().stream()
            .anyMatch(frame -> frame.getClassName().equals(HOOKS));
  }

  private @Nullable String siteOf(Thread thread) {
    ThreadLedger.Start start = ledger.find(ThreadIds.of(thread));
    SiteEntry entry = start == null ? null : start.site();
    CreationSite site = entry == null ? null : entry.site();
    return site == null || site.isOther() ? null : site.label();
  }
}
