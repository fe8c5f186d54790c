package io.threadleak.proof;

import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread;
import io.threadleak.model.ThreadKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<Integer, HeapThread> byObject = new HashMap<>();
  private final Map<Long, Integer> objectById = new HashMap<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private final List<HeapThread> running = new ArrayList<>();

  Threads(HeapGraph heap, Jdk jdk, ProofQuestion question) {
    this.heap = heap;
    this.question = question;
    this.jdk = jdk;
    parks = new ParkReasons(heap, jdk);
    monitors = new MonitorReasons(heap, jdk, question.monitorsHolder());
    // Each is built from the dump whenever the heap is asked for it: once will do.
    List<HeapThread> all = List.copyOf(heap.threads());
    for (HeapThread thread : all) {
      if (thread.object() != HeapGraph.NONE) {
        byObject.put(thread.object(), thread);
        objectById.put(jdk.id(thread.object()), thread.object());
      }
    }
    sort(all);
  }

  private void sort(List<HeapThread> all) {
    List<Waiter> found = new ArrayList<>();
    BitSet tied = new BitSet();
    for (HeapThread thread : all) {
      Waiter waiter = waiterOf(thread);
      if (waiter != null) {
        found.add(waiter);
        if (waiter.carrier() != null) {
          tied.set(waiter.carrier().object());
        }
      }
    }
    BitSet waiting = (BitSet) tied.clone();
    for (Waiter waiter : found) {
      int object = waiter.thread().object();
      if (!tied.get(object)) {
        waiters.add(waiter);
        waiting.set(object);
      }
    }
    for (HeapThread thread : all) {
      if (thread.object() == HeapGraph.NONE || !waiting.get(thread.object())) {
        running.add(thread);
      }
    }
  }

  List<Waiter> waiters() {
    return waiters;
  }

  /** Those that can run, or that nobody knows what they wait for. */
  List<HeapThread> running() {
    return running;
  }

  private @Nullable Waiter waiterOf(HeapThread thread) {
    int object = thread.object();
    if (object == HeapGraph.NONE) {
      return null;
    }
    long id = jdk.id(object);
    if (question.movedIds().contains(id) || question.ownIds().contains(id)) {
      return null;
    }
    Wait wait = jdk.isCarried(object) ? virtualWait(thread) : platformWait(thread, id);
    if (wait == null || !isTold(wait)) {
      return null;
    }
    ThreadKind kind = jdk.isVirtual(object) ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM;
    return new Waiter(thread, id, jdk.name(object), kind, carrier(object), wait);
  }

  /** Whether the thread that must go on first is one whose stack is known. */
  private boolean isTold(Wait wait) {
    return wait.until() == HeapGraph.NONE || byObject.containsKey(wait.until());
  }

  private @Nullable HeapThread carrier(int thread) {
    return jdk.isCarried(thread) ? byObject.get(heap.reference(thread, "carrierThread")) : null;
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
    Integer object = owner == null ? null : objectById.get(owner);
    return object == null ? null : Wait.forThread(Wait.Reason.ENTER, HeapGraph.NONE, object);
  }
}
