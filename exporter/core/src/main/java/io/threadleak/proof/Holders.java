package io.threadleak.proof;

import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread;
import io.threadleak.heap.HeapThread.HeapFrame;
import java.util.Arrays;

/**
 * Tells what one thread alone still holds, of all threads that wait for ever.
 *
 * <p>Each object that is not alive is put down to the thread that holds it, or to several; what
 * several hold passes that on. So it is visited twice at most. Beyond a bound of objects nothing is
 * told any more: it serves the words alone.
 */
final class Holders {

  private static final int MOST_OBJECTS = 1 << 20;
  private static final int SEVERAL = -2;
  private static final int FREE = -1;

  private final HeapGraph heap;
  private final Edges edges;
  private final Marking alive;
  private final Ints work = new Ints();
  private int[] keys = new int[1 << 10];
  private int[] holders = new int[keys.length];
  private int size;
  private int thread;

  Holders(HeapGraph heap, Edges edges, Marking alive) {
    this.heap = heap;
    this.edges = edges;
    this.alive = alive;
    Arrays.fill(keys, FREE);
  }

  /** Puts down all that a waiting thread holds. */
  void add(int waiter, Waiter held) {
    thread = held.object();
    hold(thread, waiter);
    HeapThread stack = held.thread();
    for (HeapFrame frame : stack.frames()) {
      holdAll(frame.locals(), waiter);
    }
    holdAll(stack.jniLocals(), waiter);
    while (!work.isEmpty() && size < MOST_OBJECTS) {
      int object = work.removeLast();
      int holder = holders[place(object)];
      heap.references(
          object,
          (target, field) -> {
            if (isHeld(object, field)) {
              hold(target, holder);
            }
          });
    }
  }

  private boolean isHeld(int source, int field) {
    Edges.Role role = edges.role(source, field);
    return role == Edges.Role.PLAIN || (role == Edges.Role.PRIVATE && source == thread);
  }

  private void holdAll(int[] objects, int waiter) {
    for (int object : objects) {
      hold(object, waiter);
    }
  }

  private void hold(int object, int holder) {
    if (object < 0 || alive.isMarked(object)) {
      return;
    }
    int place = place(object);
    if (keys[place] == FREE) {
      keys[place] = object;
      holders[place] = holder;
      work.add(object);
      if (++size * 2 > keys.length) {
        grow();
      }
    } else if (holders[place] != holder && holders[place] != SEVERAL) {
      holders[place] = SEVERAL;
      work.add(object);
    }
  }

  private int place(int object) {
    int mask = keys.length - 1;
    int place = ((object * 0x9E3779B9) >>> 7) & mask;
    while (keys[place] != object && keys[place] != FREE) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldHolders = holders;
    keys = new int[oldKeys.length * 2];
    holders = new int[keys.length];
    Arrays.fill(keys, FREE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        holders[place] = oldHolders[i];
      }
    }
  }

  /** Whether that waiter alone holds an object; false where that is not known. */
  boolean isAlone(int waiter, int object) {
    return object >= 0
        && size < MOST_OBJECTS
        && holders[place(object)] == waiter
        && keys[place(object)] == object;
  }
}
