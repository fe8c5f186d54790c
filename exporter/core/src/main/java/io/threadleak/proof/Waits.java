package io.threadleak.proof;

import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/** An index of all waiting threads: by what they wait for, by whom, and by themselves. */
final class Waits {

  private final List<Waiter> waiters;
  private final BitSet watched = new BitSet();
  private final IntPairs byHandle;
  private final IntPairs byUntil;
  private final IntPairs byThread;

  Waits(List<Waiter> waiters) {
    this.waiters = List.copyOf(waiters);
    byThread = indexThreads();
    byHandle = indexHandles();
    byUntil = indexUntil();
  }

  private IntPairs indexThreads() {
    IntPairs.Builder index = new IntPairs.Builder();
    for (int w = 0; w < waiters.size(); w++) {
      Waiter waiter = waiters.get(w);
      watch(index, waiter.object(), w);
      HeapThread carrier = waiter.carrier();
      if (carrier != null) {
        watch(index, carrier.object(), w);
      }
    }
    return index.build();
  }

  private IntPairs indexHandles() {
    IntPairs.Builder index = new IntPairs.Builder();
    for (int w = 0; w < waiters.size(); w++) {
      for (int handle : waiters.get(w).awaited().handles()) {
        watch(index, handle, w);
      }
    }
    return index.build();
  }

  private void watch(IntPairs.Builder index, int object, int waiter) {
    if (object != HeapGraph.NONE) {
      watched.set(object);
      index.add(object, waiter);
    }
  }

  private IntPairs indexUntil() {
    IntPairs.Builder index = new IntPairs.Builder();
    for (int w = 0; w < waiters.size(); w++) {
      int until = waiters.get(w).awaited().until();
      if (until != HeapGraph.NONE) {
        index.add(until, w);
      }
    }
    return index.build();
  }

  int count() {
    return waiters.size();
  }

  Waiter waiter(int number) {
    return waiters.get(number);
  }

  /** Whether an object is a handle, a waiting thread or its carrier. */
  boolean isWatched(int object) {
    return watched.get(object);
  }

  /** The waiter whose thread, or carrier, that is; -1 where it is none. */
  int waiterOf(int thread) {
    return thread == HeapGraph.NONE ? -1 : byThread.any(thread);
  }

  void waitingFor(int handle, IntConsumer consumer) {
    byHandle.forEach(handle, consumer);
  }

  /** Those that wait until a thread goes on. */
  void waitingUntil(int thread, IntConsumer consumer) {
    byUntil.forEach(thread, consumer);
  }
}
