package io.threadleak.proof;

import io.threadleak.heap.HeapClass;
import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread;
import io.threadleak.heap.HeapThread.HeapFrame;
import java.util.BitSet;

/**
 * What is alive as far as told: marks of objects and of waiting threads that go on.
 *
 * <p>How is it designed, and why? It is the mark phase of a collector in which the stack of a
 * waiting thread is no root until the thread can be woken: until something alive reaches what it
 * waits for. Go's leak profile does the same (V. Saioc and others, <i>Dynamic Partial Deadlock
 * Detection and Recovery via Garbage Collection</i>, ASPLOS 2025), in rounds. Here each waiting
 * thread is found by its handle at the moment that the handle is marked, so that all is one walk:
 * each object is visited once, however long the chain in which one thread wakes the next. Only a
 * thread's own object is visited a second time, when the thread goes on.
 */
final class Marking {

  /** Receives references that count. */
  @FunctionalInterface
  interface Follower {
    void follow(int target, int field);
  }

  private final HeapGraph heap;
  private final Edges edges;
  private final Waits waits;
  private final Worklist work;
  private final BitSet marked;
  private final BitSet active;
  private final Ints awake = new Ints();
  private final Ints cutSources;
  private final Ints weakSources;
  private boolean followsAll;
  private boolean followsWeak;
  private boolean wakesByThread;
  private boolean wakes = true;
  private boolean weighs;
  private long visits;
  private long bytes;

  private final Follower marker = (target, field) -> mark(target);
  private final HeapGraph.ReferenceVisitor filter = this::sift;
  private Follower follower = marker;
  private int source;
  private boolean sourceWaits;

  Marking(HeapGraph heap, Edges edges, Waits waits, Worklist work) {
    this.heap = heap;
    this.edges = edges;
    this.waits = waits;
    this.work = work;
    marked = new BitSet(heap.objects());
    active = new BitSet(waits.count());
    cutSources = new Ints();
    weakSources = new Ints();
  }

  /** The same marks, to go on from elsewhere; nothing may be left to visit. */
  Marking(Marking other) {
    heap = other.heap;
    edges = other.edges;
    waits = other.waits;
    work = other.work;
    marked = (BitSet) other.marked.clone();
    active = (BitSet) other.active.clone();
    cutSources = new Ints(other.cutSources);
    weakSources = new Ints(other.weakSources);
    followsAll = other.followsAll;
    followsWeak = other.followsWeak;
    wakesByThread = other.wakesByThread;
  }

  void mark(int object) {
    if (object < 0 || marked.get(object)) {
      return;
    }
    marked.set(object);
    work.add(object);
    if (waits.isWatched(object) && wakes) {
      waits.waitingFor(object, this::wake);
      if (wakesByThread) {
        wakeByThread(object);
      }
    }
    if (weighs) {
      bytes += heap.bytes(object);
    }
  }

  private void wakeByThread(int object) {
    int number = waits.waiterOf(object);
    if (number >= 0) {
      Waiter waiter = waits.waiter(number);
      if (waiter.object() == object && waiter.awaited().reason().endsWhenInterrupted()) {
        wake(number);
      }
    }
  }

  /** Lets a waiting thread go on, if it does not yet. */
  void wake(int waiter) {
    if (!active.get(waiter)) {
      active.set(waiter);
      awake.add(waiter);
    }
  }

  /** Marks what a thread that goes on holds, and lets those go on that wait for it. */
  void goOn(HeapThread thread) {
    if (isMarked(thread.object())) {
      work.add(thread.object());
    }
    mark(thread.object());
    for (HeapFrame frame : thread.frames()) {
      mark(frame.classObject());
      markAll(frame.locals());
    }
    markAll(thread.jniLocals());
    if (wakes && thread.object() != HeapGraph.NONE) {
      waits.waitingUntil(thread.object(), this::wake);
    }
  }

  private void markAll(int[] objects) {
    for (int object : objects) {
      mark(object);
    }
  }

  /** Follows every reference until nothing is left to visit. */
  void run() {
    while (true) {
      if (!awake.isEmpty()) {
        start(waits.waiter(awake.removeLast()));
        continue;
      }
      int object = work.remove();
      if (object == HeapGraph.NONE) {
        return;
      }
      visits++;
      follower = marker;
      expand(object);
    }
  }

  private void start(Waiter waiter) {
    goOn(waiter.thread());
    HeapThread carrier = waiter.carrier();
    if (carrier != null) {
      goOn(carrier);
    }
  }

  /** Tells every reference of an object that counts. */
  void expand(int object, Follower receiver) {
    follower = receiver;
    expand(object);
  }

  private void expand(int object) {
    source = object;
    sourceWaits = waits(object);
    if (sourceWaits) {
      expandHolder(object);
    }
    heap.references(object, filter);
  }

  /** Whether that is the object of a thread that does not go on. */
  private boolean waits(int object) {
    if (followsAll || !waits.isWatched(object)) {
      return false;
    }
    int waiter = waits.waiterOf(object);
    return waiter >= 0 && !active.get(waiter);
  }

  /** Whoever has a thread has its group. */
  private void expandHolder(int thread) {
    int holder = heap.reference(thread, "holder");
    if (holder != HeapGraph.NONE) {
      int group = heap.reference(holder, "group");
      if (group != HeapGraph.NONE) {
        follower.follow(group, HeapGraph.ELEMENT);
      }
    }
  }

  private void sift(int target, int field) {
    if (counts(target, edges.role(source, field))) {
      follower.follow(target, field);
    }
  }

  private boolean counts(int target, Edges.Role role) {
    return switch (role) {
      case PLAIN -> true;
      case PRIVATE -> !sourceWaits;
      case NEVER_WAKING -> followsAll || cut(cutSources);
      case OWN -> followsAll || !isThreads(target) || cut(cutSources);
      case QUEUED -> followsAll || !isLockedOut(target);
      case WEAK -> followsWeak || cut(weakSources);
      case PHANTOM, REFERENT -> false;
    };
  }

  private boolean cut(Ints sources) {
    if (follower == marker) {
      sources.add(source);
    }
    return false;
  }

  private boolean isThreads(int object) {
    HeapClass type = heap.classOf(object);
    return type.name().equals("[Ljava.lang.Thread;") || type.isA("java.lang.Thread");
  }

  /** Whether that is a thread that only the owner of its lock can wake, and does not go on. */
  private boolean isLockedOut(int thread) {
    int waiter = waits.waiterOf(thread);
    return waiter >= 0
        && !active.get(waiter)
        && (waits.waiter(waiter).awaited().reason() == Wait.Reason.LOCK
            || waits.waiter(waiter).awaited().reason() == Wait.Reason.LOCK_OF_ENDED);
  }

  /** From now on nothing is cut but what may forget its object, and all threads go on. */
  void followAll() {
    followsAll = true;
    for (int waiter = 0; waiter < waits.count(); waiter++) {
      wake(waiter);
    }
    revisit(cutSources);
  }

  /** From now on what may forget its object counts too. */
  void followWeak() {
    followsWeak = true;
    revisit(weakSources);
  }

  private void revisit(Ints sources) {
    int known = sources.size();
    for (int i = 0; i < known; i++) {
      work.add(sources.get(i));
    }
  }

  /** From now on whoever reaches a thread lets it go on, since it may interrupt it. */
  void wakeByThread() {
    wakesByThread = true;
    for (int waiter = 0; waiter < waits.count(); waiter++) {
      int thread = waits.waiter(waiter).object();
      if (isMarked(thread)) {
        wakeByThread(thread);
      }
    }
  }

  /** From now on only those go on that are told to, and what is marked is weighed. */
  void weigh() {
    wakes = false;
    weighs = true;
  }

  boolean isMarked(int object) {
    return object >= 0 && marked.get(object);
  }

  boolean isActive(int waiter) {
    return active.get(waiter);
  }

  /** The waiting threads that go on, as of now. */
  BitSet active() {
    return (BitSet) active.clone();
  }

  /** The first object from there on that is not marked; {@link HeapGraph#objects()} at the end. */
  int nextUnmarked(int from) {
    return marked.nextClearBit(from);
  }

  /** How often an object was visited. */
  long visits() {
    return visits;
  }

  /** Bytes of the objects marked since they are weighed. */
  long bytes() {
    return bytes;
  }
}
