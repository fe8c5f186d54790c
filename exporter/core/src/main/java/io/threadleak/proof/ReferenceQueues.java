package io.threadleak.proof;

import io.threadleak.heap.HeapClass;
import io.threadleak.heap.HeapGraph;
import java.util.BitSet;

/**
 * Finds who waits at a {@link java.lang.ref.ReferenceQueue} that some reference belongs to.
 *
 * <p>The collector puts a reference into its queue and so wakes whoever waits there, though nothing
 * but the waiting thread may have the two: it needs no way to them, for it comes by all there is.
 * Such a thread cleans up after objects that are alive as yet. Only a queue without any reference
 * is one that it never comes to.
 */
final class ReferenceQueues {

  /** What threads wait for at a queue: a monitor, or the condition of 19 to 23. */
  private static final String[] AWAITED = {"lock", "notEmpty"};

  private final HeapGraph heap;
  private final Waits waits;

  ReferenceQueues(HeapGraph heap, Waits waits) {
    this.heap = heap;
    this.waits = waits;
  }

  /** Lets those go on, and what they hold. The heap is looked through only if one waits. */
  void wake(Marking live) {
    if (!isAwaited(live)) {
      return;
    }
    BitSet types = new BitSet();
    for (HeapClass type : heap.classes()) {
      if (type.isA("java.lang.ref.Reference")) {
        types.set(type.number());
      }
    }
    for (int object = 0; object < heap.objects(); object++) {
      if (types.get(heap.classOf(object).number())) {
        wakeAt(heap.reference(object, "queue"), live);
      }
    }
    live.run();
  }

  private boolean isAwaited(Marking live) {
    for (int waiter = 0; waiter < waits.count(); waiter++) {
      if (!live.isActive(waiter)
          && waits.waiter(waiter).awaited().reason() == Wait.Reason.REFERENCE) {
        return true;
      }
    }
    return false;
  }

  private void wakeAt(int queue, Marking live) {
    for (int field = 0; queue != HeapGraph.NONE && field < AWAITED.length; field++) {
      int awaited = heap.reference(queue, AWAITED[field]);
      if (awaited != HeapGraph.NONE) {
        waits.waitingFor(awaited, live::wake);
      }
    }
  }
}
