package io.threadleak.proof;

import io.threadleak.heap.HeapThread;
import io.threadleak.model.ThreadKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread that waits without a timeout. Its stack is taken from the heap whenever it is asked for,
 * since those of a hundred thousand threads at once are a few hundred megabytes.
 *
 * @param all every thread of the heap
 * @param number of this one among them
 * @param object its {@code java.lang.Thread}
 * @param carrierNumber of the thread that cannot go on before it does, because it is pinned there;
 *     -1 where there is none
 * @param id by {@link Thread#getId()}
 */
record Waiter(
    List<HeapThread> all,
    int number,
    int object,
    int carrierNumber,
    long id,
    ThreadKind kind,
    Wait awaited) {

  /** It and its stack, built anew. */
  HeapThread thread() {
    return all.get(number);
  }

  boolean isPinned() {
    return carrierNumber >= 0;
  }

  /** The thread that cannot go on before it does; null where there is none. */
  @Nullable HeapThread carrier() {
    return isPinned() ? all.get(carrierNumber) : null;
  }
}
