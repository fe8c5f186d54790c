package io.threadleak.proof;

import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread;
import io.threadleak.model.ThreadKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The threads of a heap: those that wait without a timeout, and all others, which can run. */
final class Threads {

  private static final long PARKED = 0x291;
  private static final long WAITING = 0x191;
  private static final long ENTERING = 0x401;

  private static final int VIRTUAL_PARKED = 4;
  private static final int VIRTUAL_PINNED = 5;
  private static final int VIRTUAL_ENTERING = 13;
  private static final int VIRTUAL_WAITING = 16;

  private final HeapGraph heap;
  private final ProofQuestion question;
  private final Jdk jdk;
  private final ParkReasons parks;
  private final MonitorReasons monitors;

  /** Each is built from the heap whenever it is asked for; all stacks at once are too many. */
  private final List<HeapThread> all;

  private final IntPairs byObject;
  private final Map<Long, Integer> lockOwners = new HashMap<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private final Ints running = new Ints();

  Threads(HeapGraph heap, Jdk jdk, ProofQuestion question) {
    this.heap = heap;
    this.question = question;
    this.jdk = jdk;
    parks = new ParkReasons(heap, jdk);
    monitors = new MonitorReasons(heap, jdk, question.monitorsHolder());
    all = heap.threads();
    int[] objects = new int[all.size()];
    byObject = index(objects);
    sort(objects);
  }

  private IntPairs index(int[] objects) {
    Set<Long> owners = Set.copyOf(question.lockOwners().values());
    IntPairs.Builder index = new IntPairs.Builder();
    for (int number = 0; number < objects.length; number++) {
      int object = all.get(number).object();
      objects[number] = object;
      if (object != HeapGraph.NONE) {
        index.add(object, number);
        long id = jdk.id(object);
        if (owners.contains(id)) {
          lockOwners.put(id, object);
        }
      }
    }
    return index.build();
  }

  private void sort(int[] objects) {
    List<Waiter> found = new ArrayList<>();
    BitSet tied = new BitSet();
    for (int number = 0; number < objects.length; number++) {
      Waiter waiter = waiterOf(number);
      if (waiter != null) {
        found.add(waiter);
        if (waiter.isPinned()) {
          tied.set(objects[waiter.carrierNumber()]);
        }
      }
    }
    BitSet waiting = (BitSet) tied.clone();
    for (Waiter waiter : found) {
      if (!tied.get(waiter.object())) {
        waiters.add(waiter);
        waiting.set(waiter.object());
      }
    }
    for (int number = 0; number < objects.length; number++) {
      if (objects[number] == HeapGraph.NONE || !waiting.get(objects[number])) {
        running.add(number);
      }
    }
  }

  List<Waiter> waiters() {
    return waiters;
  }

  /** Those that can run, or that nobody knows what they wait for. */
  Iterable<HeapThread> running() {
    return () -> IntStream.of(running.toArray()).mapToObj(all::get).iterator();
  }

  private @Nullable Waiter waiterOf(int number) {
    HeapThread thread = all.get(number);
    int object = thread.object();
    if (object == HeapGraph.NONE) {
      return null;
    }
    long id = jdk.id(object);
    if (question.movedIds().contains(id) || question.ownIds().contains(id)) {
      return null;
    }
    Wait wait = wait(thread, id);
    if (wait == null || !isTold(wait)) {
      return null;
    }
    ThreadKind kind = jdk.isVirtual(object) ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM;
    return new Waiter(all, number, object, carrier(object), id, kind, wait);
  }

  private @Nullable Wait wait(HeapThread thread, long id) {
    if (jdk.isCarried(thread.object())) {
      return virtualWait(thread);
    }
    // Of a virtual thread that has a platform thread of its own nobody can tell whether it moves.
    return jdk.isVirtual(thread.object()) ? null : platformWait(thread, id);
  }

  /** Whether the thread that must go on first is one whose stack is known. */
  private boolean isTold(Wait wait) {
    return wait.until() == HeapGraph.NONE || byObject.any(wait.until()) >= 0;
  }

  /** The number of the thread that carries that one; -1 where none does. */
  private int carrier(int thread) {
    int carrier = jdk.isCarried(thread) ? heap.reference(thread, "carrierThread") : HeapGraph.NONE;
    return carrier == HeapGraph.NONE ? -1 : byObject.any(carrier);
  }

  private @Nullable Wait platformWait(HeapThread thread, long id) {
    int object = thread.object();
    long status = jdk.platformStatus(object);
    if (status == ENTERING) {
      return entering(id);
    }
    if (heap.number(object, "interrupted", 0) != 0) {
      return null;
    }
    if (status == PARKED) {
      return parks.of(object, thread.frames());
    }
    return status == WAITING ? monitors.of(object, thread.frames()) : null;
  }

  private @Nullable Wait virtualWait(HeapThread thread) {
    int object = thread.object();
    long state = jdk.virtualState(object);
    if (state == VIRTUAL_ENTERING) {
      return is(object, "blockPermit") ? null : entering(jdk.id(object));
    }
    if (is(object, "interrupted")) {
      return null;
    }
    if (state == VIRTUAL_PARKED || state == VIRTUAL_PINNED) {
      return is(object, "parkPermit") ? null : parks.of(object, thread.frames());
    }
    return state == VIRTUAL_WAITING && !is(object, "notified")
        ? monitors.of(object, thread.frames())
        : null;
  }

  /** Whether a flag is raised, or is not there to be seen. */
  private boolean is(int thread, String flag) {
    return heap.number(thread, flag, 1) != 0;
  }

  private @Nullable Wait entering(long id) {
    Long owner = question.lockOwners().get(id);
    Integer object = owner == null ? null : lockOwners.get(owner);
    return object == null ? null : Wait.forThread(Wait.Reason.ENTER, HeapGraph.NONE, object);
  }
}
