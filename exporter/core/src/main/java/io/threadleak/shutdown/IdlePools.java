package io.threadleak.shutdown;

import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells a JVM that ought to have ended by itself from a server: its main thread has ended, and all
 * that is left and no daemon is threads of {@code ThreadPoolExecutor} that wait for a task without
 * a timeout, the same ones again and again, and not one has been woken meanwhile. Used by one
 * thread at a time.
 */
final class IdlePools {

  private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";
  private static final String IDLE = "getTask";

  private long seen;
  private long sinceNanos;
  private boolean isIdle;

  /** Nanoseconds since when that is so, as far as looks went; -1 while it is not. */
  long look(long nowNanos) {
    Long present = fingerprint();
    if (present == null) {
      isIdle = false;
      return -1;
    }
    if (!isIdle || seen != present) {
      isIdle = true;
      seen = present;
      sinceNanos = nowNanos;
    }
    return nowNanos - sinceNanos;
  }

  /** Which threads there are and how often they waited; null unless all are idle. */
  private static @Nullable Long fingerprint() {
    if (!BlockerLook.mainHasEnded()) {
      return null;
    }
    List<Thread> held = BlockerLook.held();
    if (held.isEmpty()
        || held.size() > BlockerLook.MOST_THREADS
        || held.stream().anyMatch(thread -> !isWaiting(thread))) {
      return null;
    }
    long print = held.size();
    for (ThreadInfo info : BlockerLook.infos(held)) {
      if (info == null || !isIdle(info)) {
        return null;
      }
      print = 31 * print + Objects.hash(info.getThreadId(), info.getWaitedCount());
    }
    return print;
  }

  /** The state may be overridden by a class of the host's, and then do anything. */
  private static boolean isWaiting(Thread thread) {
    try {
      return thread.getState() == Thread.State.WAITING;
    } catch (RuntimeException | LinkageError | StackOverflowError hostsFailure) {
      return false;
    }
  }

  private static boolean isIdle(ThreadInfo info) {
    return info.getThreadState() == Thread.State.WAITING
        && Arrays.stream(info.getStackTrace())
            .anyMatch(
                frame -> frame.getClassName().equals(POOL) && frame.getMethodName().equals(IDLE));
  }
}
