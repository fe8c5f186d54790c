package io.threadleak.proof;

import java.util.BitSet;

/**
 * Objects that are marked and not yet visited.
 *
 * <p>How is it designed, and why? A stack keeps the walk near what was just seen. It is bounded, as
 * one huge array would else fill memory with its elements: what does not fit is noted by one bit an
 * object and taken up, in the order of addresses, when the stack is empty.
 */
final class Worklist {

  private static final int SMALLEST = 1_024;
  private static final int OBJECTS_PER_PLACE = 8;

  private final int[] stack;
  private final BitSet spilled = new BitSet();
  private int size;
  private int cursor;

  Worklist(int objects) {
    this(objects, Math.max(SMALLEST, objects / OBJECTS_PER_PLACE));
  }

  /** For a stack of that many objects. */
  Worklist(int objects, int places) {
    stack = new int[Math.min(places, Math.max(1, objects))];
  }

  void add(int object) {
    if (size < stack.length) {
      stack[size++] = object;
    } else {
      spilled.set(object);
    }
  }

  /** Takes one away; {@link io.threadleak.heap.HeapGraph#NONE} where there is none. */
  int remove() {
    if (size > 0) {
      return stack[--size];
    }
    int next = spilled.nextSetBit(cursor);
    if (next < 0 && cursor > 0) {
      next = spilled.nextSetBit(0);
    }
    cursor = next < 0 ? 0 : next + 1;
    if (next >= 0) {
      spilled.clear(next);
    }
    return next;
  }
}
