package io.threadleak.proof;

import io.threadleak.heap.HeapGraph;

/**
 * What one thread waits for.
 *
 * @param reason how it waits
 * @param object what it waits for; {@link HeapGraph#NONE} where that is only the thread itself
 * @param handles the thread goes on only if something alive can reach one of these objects or makes
 *     {@code until} go on
 * @param until the {@code Thread} that must go on first, {@link HeapGraph#NONE} where there is none
 * @param isGuessed whether the handles are likely ones, not known ones
 */
@SuppressWarnings("ArrayRecordComponent") // one for each of many threads; nobody writes to it
record Wait(Reason reason, int object, int[] handles, int until, boolean isGuessed) {

  /** How a thread waits. */
  enum Reason {
    /** Parked by the JDK's own synchronizers and queues. */
    SYNCHRONIZER(true),
    /** Parked by a lock that another thread owns. */
    LOCK(true),
    /** Parked by a lock whose owner has ended. */
    LOCK_OF_ENDED(true),
    /** Parked by anything else. */
    PARK(true),
    /** Waits to be notified. */
    MONITOR(true),
    /** Waits for a reference, which the collector puts into its queue. */
    REFERENCE(true),
    /** Waits until another thread has ended. */
    JOIN(true),
    /** Waits to enter what is synchronized. */
    ENTER(false);

    private final boolean endsWhenInterrupted;

    Reason(boolean endsWhenInterrupted) {
      this.endsWhenInterrupted = endsWhenInterrupted;
    }

    /** Whether an interrupt may end such a wait. */
    boolean endsWhenInterrupted() {
      return endsWhenInterrupted;
    }
  }

  private static final int[] NO_HANDLES = {};

  static Wait forObject(Reason reason, int object) {
    return new Wait(reason, object, new int[] {object}, HeapGraph.NONE, false);
  }

  static Wait forObjects(Reason reason, int object, int... handles) {
    return new Wait(reason, object, handles, HeapGraph.NONE, false);
  }

  static Wait guessed(int[] handles) {
    return new Wait(Reason.MONITOR, HeapGraph.NONE, handles, HeapGraph.NONE, true);
  }

  static Wait forThread(Reason reason, int object, int thread) {
    return new Wait(reason, object, NO_HANDLES, thread, false);
  }

  static Wait forNothing(Reason reason, int object) {
    return new Wait(reason, object, NO_HANDLES, HeapGraph.NONE, false);
  }
}
