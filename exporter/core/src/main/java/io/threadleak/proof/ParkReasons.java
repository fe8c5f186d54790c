package io.threadleak.proof;

import io.threadleak.heap.HeapClass;
import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread.HeapFrame;
import io.threadleak.proof.Wait.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a parked thread waits for, and what something alive would need to wake it.
 *
 * <p>To be sure, it takes the thread: nobody unparks a thread that he cannot reach. Below the
 * classes of the JDK listed here that is too much. They park in a loop until the object changes
 * that they name as blocker; unparking alone does not end it. So there the blocker is what is
 * needed, and the thread, which pools and lists hold, is not.
 */
final class ParkReasons {

  private static final String AQS = "java.util.concurrent.locks.AbstractQueuedSynchronizer";
  private static final String AQLS = "java.util.concurrent.locks.AbstractQueuedLongSynchronizer";
  private static final String CONDITION = "$ConditionObject";
  private static final int IN_CONDITION = 2;

  /** From the park to whoever awaits a condition, at most. */
  private static final int MOST_AWAIT_FRAMES = 16;

  /** Classes that park in a loop, with those of the blockers they name, as of JDK 17 and 25. */
  private static final Map<String, Set<String>> LOOPS =
      Map.ofEntries(
          Map.entry(AQS, Set.of(AQS, AQS + CONDITION)),
          Map.entry(AQLS, Set.of(AQLS, AQLS + CONDITION)),
          loop("SynchronousQueue", "SynchronousQueue$Transferer"),
          Map.entry(
              "java.util.concurrent.LinkedTransferQueue",
              Set.of(
                  "java.util.concurrent.LinkedTransferQueue",
                  "java.util.concurrent.SynchronousQueue$Transferer")),
          loop("Exchanger", "Exchanger"),
          loop("Phaser", "Phaser$QNode"),
          loop("CompletableFuture", "CompletableFuture$Signaller"),
          loop("FutureTask", "FutureTask"),
          loop("ForkJoinTask", "ForkJoinTask"),
          loop("ForkJoinPool", "ForkJoinPool"),
          loop("ConcurrentHashMap", "ConcurrentHashMap$TreeBin"),
          loop("SubmissionPublisher", "SubmissionPublisher$BufferedSubscription"),
          loop("locks.StampedLock", "locks.StampedLock"));

  private static Map.Entry<String, Set<String>> loop(String type, String blocker) {
    return Map.entry("java.util.concurrent." + type, Set.of("java.util.concurrent." + blocker));
  }

  /** Locks that nobody but their owner can release. */
  private static final Set<String> OWNED =
      Set.of(
          "java.util.concurrent.locks.ReentrantLock$Sync",
          "java.util.concurrent.locks.ReentrantReadWriteLock$Sync");

  private final HeapGraph heap;
  private final Jdk jdk;

  ParkReasons(HeapGraph heap, Jdk jdk) {
    this.heap = heap;
    this.jdk = jdk;
  }

  /** What a parked thread waits for. */
  Wait of(int thread, List<HeapFrame> frames) {
    int blocker = heap.reference(thread, "parkBlocker");
    if (blocker == HeapGraph.NONE) {
      return Wait.forObjects(Reason.PARK, HeapGraph.NONE, thread);
    }
    String loop = Frames.outermostClass(frames, Frames.parker(frames));
    String kind = kindOf(heap.classOf(blocker), LOOPS.getOrDefault(loop, Set.of()));
    if (kind == null) {
      return Wait.forObjects(Reason.PARK, blocker, blocker, thread);
    }
    if (kind.endsWith(CONDITION)) {
      return condition(thread, blocker, frames);
    }
    return synchronizer(blocker);
  }

  private static @Nullable String kindOf(HeapClass blocker, Set<String> kinds) {
    for (String kind : kinds) {
      if (blocker.isA(kind)) {
        return kind;
      }
    }
    return null;
  }

  private Wait synchronizer(int blocker) {
    int owner = isOwned(blocker) ? owner(blocker) : HeapGraph.NONE;
    if (owner == HeapGraph.NONE) {
      return Wait.forObject(Reason.SYNCHRONIZER, blocker);
    }
    return jdk.hasEnded(owner)
        ? Wait.forNothing(Reason.LOCK_OF_ENDED, blocker)
        : Wait.forThread(Reason.LOCK, blocker, owner);
  }

  private boolean isOwned(int lock) {
    return OWNED.stream().anyMatch(heap.classOf(lock)::isA);
  }

  private int owner(int lock) {
    return heap.reference(lock, "exclusiveOwnerThread");
  }

  /**
   * A thread that awaits a condition and was signalled stays parked, with the same blocker, until
   * the lock is released: by somebody who need not have the condition any more.
   */
  private Wait condition(int thread, int condition, List<HeapFrame> frames) {
    Reason reason =
        Frames.isReferenceQueue(frames, 0, MOST_AWAIT_FRAMES)
            ? Reason.REFERENCE
            : Reason.SYNCHRONIZER;
    if (isQueuedInCondition(thread, frames)) {
      return Wait.forObject(reason, condition);
    }
    int lock = heap.reference(condition, "this$0");
    return lock == HeapGraph.NONE
        ? Wait.forObjects(Reason.PARK, condition, condition, thread)
        : Wait.forObjects(reason, condition, condition, lock);
  }

  private boolean isQueuedInCondition(int thread, List<HeapFrame> frames) {
    for (HeapFrame frame : frames) {
      for (int local : frame.locals()) {
        String type = local == HeapGraph.NONE ? "" : heap.classOf(local).name();
        if ((type.equals(AQS + "$ConditionNode") || type.equals(AQLS + "$ConditionNode"))
            && heap.reference(local, "waiter") == thread) {
          long status = heap.number(local, "status", 0);
          return status >= 0 && (status & IN_CONDITION) != 0;
        }
      }
    }
    return false;
  }
}
