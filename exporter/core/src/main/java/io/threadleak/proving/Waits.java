package io.threadleak.proving;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.ThreadGroups;
import io.threadleak.attribution.ThreadIds;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which platform threads of this JVM wait without a timeout, as of one look, and by what one sees
 * later whether they have gone on since. No stack is walked for it; some 30 ms for 10,000 threads.
 *
 * <p>A thread that was woken but has not run yet still looks as if it waited. Its count of waits
 * tells: who waits at a later look with the same count has not run in between.
 */
final class Waits {

  private final ThreadMXBean threads;
  private final Map<Long, Wait> waits = new HashMap<>();
  private final Set<Long> own = new HashSet<>();
  private final int candidates;
  private final int total;

  private Waits(ThreadMXBean threads) {
    this.threads = threads;
    Set<Long> jdks = new HashSet<>();
    ThreadGroups.forEachThread(
        thread -> {
          if (OwnThreads.owns(thread)) {
            own.add(ThreadIds.of(thread));
          } else if (isOfTheJdk(thread)) {
            jdks.add(ThreadIds.of(thread));
          }
        });
    long[] ids = threads.getAllThreadIds();
    total = ids.length;
    for (ThreadInfo info : threads.getThreadInfo(ids)) {
      if (info != null && isUntimed(info.getThreadState())) {
        waits.put(info.getThreadId(), Wait.of(info));
      }
    }
    candidates =
        (int) waits.keySet().stream().filter(id -> !own.contains(id) && !jdks.contains(id)).count();
  }

  /** Looks. */
  static Waits look() {
    return new Waits(ManagementFactory.getThreadMXBean());
  }

  /** Live platform threads. */
  int threads() {
    return total;
  }

  /** Threads that a proof could find: neither threadleak's nor the JDK's own. */
  int candidates() {
    return candidates;
  }

  /** Ids of threadleak's own threads, by all class loaders. */
  Set<Long> own() {
    return Set.copyOf(own);
  }

  /** For each thread that waited to enter a monitor, who owned it, as far as known. */
  Map<Long, Long> lockOwners() {
    Map<Long, Long> owners = new HashMap<>();
    waits.forEach(
        (id, wait) -> {
          if (wait.state == Thread.State.BLOCKED && wait.lockOwner > 0) {
            owners.put(id, wait.lockOwner);
          }
        });
    return owners;
  }

  /**
   * Those of the given platform threads that have gone on since, or of which that is not certain.
   */
  Set<Long> moved(Set<Long> ids) {
    Set<Long> moved = new HashSet<>(ids);
    long[] all = ids.stream().mapToLong(Long::longValue).toArray();
    for (ThreadInfo info : threads.getThreadInfo(all)) {
      if (info != null && Wait.of(info).equals(waits.get(info.getThreadId()))) {
        moved.remove(info.getThreadId());
      }
    }
    return moved;
  }

  private static boolean isUntimed(Thread.State state) {
    return state == Thread.State.WAITING || state == Thread.State.BLOCKED;
  }

  /** Those of the group above all others: the JVM keeps its finalizer and the like there. */
  private static boolean isOfTheJdk(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null || group.getParent() == null;
  }

  /** One wait: equal to a later one only if the thread has not run in between. */
  private record Wait(Thread.State state, long waited, long blocked, long lockOwner) {

    static Wait of(ThreadInfo info) {
      return new Wait(
          info.getThreadState(),
          info.getWaitedCount(),
          info.getBlockedCount(),
          info.getLockOwnerId());
    }
  }
}
