package io.threadleak.proof;

import io.threadleak.heap.HeapThread.HeapFrame;
import io.threadleak.model.ProofTier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Draws threads and synchronizers as a JDK keeps them, on a heap of paper. */
final class PaperJdk {

  static final long PARKED = 0x291;
  static final long WAITING = 0x191;
  static final long ENTERING = 0x401;
  static final long RUNNABLE = 0x5;
  static final long SLEEPING = 0xe1;
  static final long ENDED = 0x2;

  private static final String THREAD = "java.lang.Thread";
  private static final int MAIN_ID = 3;
  private static final String LOCKS = "java.util.concurrent.locks.";
  private static final String AQS = LOCKS + "AbstractQueuedSynchronizer";

  private final PaperHeap heap = new PaperHeap();
  private final int feature;
  private long ids = 100;

  PaperJdk(int feature) {
    this.feature = feature;
    heap.type(AQS, LOCKS + "AbstractOwnableSynchronizer");
    heap.type("java.util.concurrent.CountDownLatch$Sync", AQS);
    heap.type(LOCKS + "ReentrantLock$Sync", AQS);
    heap.type(LOCKS + "ReentrantLock$NonfairSync", LOCKS + "ReentrantLock$Sync");
    heap.type(AQS + "$ConditionNode", AQS + "$Node");
    heap.type("java.lang.ref.WeakReference", "java.lang.ref.Reference");
    heap.type("java.lang.ref.SoftReference", "java.lang.ref.Reference");
    heap.type("java.lang.ref.PhantomReference", "java.lang.ref.Reference");
    heap.rootClass("java.lang.VersionProps");
    heap.referStatic(
        "java.lang.VersionProps", "VERSION_SPECIFICATION", heap.text(String.valueOf(feature)));
    for (String type : new String[] {"com.acme.Statics", AQS, LOCKS + "LockSupport"}) {
      heap.rootClass(type);
    }
    if (feature >= 21) {
      heap.set(heap.type(THREAD).object(), "PRIMORDIAL_TID", MAIN_ID);
      heap.type("java.lang.BaseVirtualThread", THREAD);
      heap.type("java.lang.VirtualThread", "java.lang.BaseVirtualThread");
      heap.rootClass("java.lang.VirtualThread");
    }
    for (String type : new String[] {"Object", "Thread", "Class", "String"}) {
      heap.rootClass("java.lang." + type);
    }
  }

  PaperHeap heap() {
    return heap;
  }

  /** A thread without its stack. */
  int thread(long status) {
    return thread(THREAD, status);
  }

  int thread(String type, long status) {
    if (!type.equals(THREAD)) {
      heap.type(type, THREAD);
    }
    int thread = heap.object(type);
    long id = ids++;
    heap.set(thread, "tid", id).set(thread, "interrupted", 0);
    heap.refer(thread, THREAD + "#name", heap.text("t" + id));
    if (feature < 19) {
      heap.set(thread, "threadStatus", status);
    } else {
      int holder = heap.object(THREAD + "$FieldHolder");
      heap.set(holder, "threadStatus", status).refer(thread, THREAD + "#holder", holder);
    }
    return thread;
  }

  int virtualThread(long state) {
    int thread = heap.object("java.lang.VirtualThread");
    long id = ids++;
    heap.set(thread, "tid", id).set(thread, "interrupted", 0).set(thread, "state", state);
    for (String flag : new String[] {"parkPermit", "blockPermit", "notified"}) {
      heap.set(thread, flag, 0);
    }
    heap.refer(thread, THREAD + "#name", heap.text("v" + id));
    return thread;
  }

  long id(int thread) {
    return heap.number(thread, "tid", -1);
  }

  int latch() {
    int latch = heap.object("java.util.concurrent.CountDownLatch");
    int sync = heap.object("java.util.concurrent.CountDownLatch$Sync");
    heap.refer(latch, "java.util.concurrent.CountDownLatch#sync", sync);
    return latch;
  }

  int syncOf(int latchOrLock) {
    return heap.reference(latchOrLock, "sync");
  }

  int lock(int owner) {
    int lock = heap.object(LOCKS + "ReentrantLock");
    int sync = heap.object(LOCKS + "ReentrantLock$NonfairSync");
    heap.refer(lock, LOCKS + "ReentrantLock#sync", sync);
    if (owner >= 0) {
      heap.refer(sync, LOCKS + "AbstractOwnableSynchronizer#exclusiveOwnerThread", owner);
    }
    return lock;
  }

  /** Lets a thread's stack stand parked below a synchronizer, holding those objects besides. */
  PaperJdk parksIn(int thread, int blocker, int... held) {
    int node = heap.object(AQS + "$Node");
    heap.refer(node, AQS + "$Node#waiter", thread).refer(blocker, AQS + "#head", node);
    return parks(thread, blocker, AQS + ".acquire", held);
  }

  /** Lets a thread's stack stand parked below a method. */
  PaperJdk parks(int thread, int blocker, String parker, int... held) {
    if (blocker >= 0) {
      heap.refer(thread, THREAD + "#parkBlocker", blocker);
    }
    int[] locals = blocker >= 0 ? new int[] {blocker} : new int[0];
    stack(
        thread,
        heap.frame("jdk.internal.misc.Unsafe.park", true),
        heap.frame(LOCKS + "LockSupport.park", locals),
        heap.frame(parker, locals),
        heap.frame("com.acme.Waits.here", held));
    return this;
  }

  /** A thread parked until a latch opens. */
  int awaiting(int latch, int... held) {
    int thread = thread(PARKED);
    parksIn(thread, syncOf(latch), plus(latch, held));
    return thread;
  }

  /** Makes a thread the one that runs {@code main}. */
  int isMain(int thread) {
    heap.set(thread, "tid", feature >= 21 ? MAIN_ID : 1);
    return thread;
  }

  int running(int... held) {
    int thread = thread(RUNNABLE);
    stack(thread, heap.frame("com.acme.Runs.here", held));
    return thread;
  }

  PaperJdk stack(int thread, HeapFrame... frames) {
    List<HeapFrame> stack = new ArrayList<>(Arrays.asList(frames));
    stack.add(heap.frame(THREAD + ".run", thread));
    heap.thread(thread, stack);
    return this;
  }

  static int[] plus(int first, int... others) {
    int[] all = new int[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  /** Lets a static field of the application refer to that. */
  PaperJdk isStatic(int object) {
    heap.referStatic("com.acme.Statics", "FIELD" + object, object);
    return this;
  }

  int reference(String kind, int referent) {
    int reference = heap.object("java.lang.ref." + kind + "Reference");
    heap.refer(reference, "java.lang.ref.Reference#referent", referent);
    return reference;
  }

  static ProofQuestion question() {
    return new ProofQuestion(Set.of(), Set.of(), Map.of(), "", false, true);
  }

  ProofFindings findings() {
    return HeapProof.of(heap, question());
  }

  /** The tier of a thread; null where it is no finding. */
  @org.jspecify.annotations.Nullable
  ProofTier tier(int thread) {
    return tier(thread, question());
  }

  @org.jspecify.annotations.Nullable
  ProofTier tier(int thread, ProofQuestion question) {
    return HeapProof.of(heap, question).findings().stream()
        .filter(finding -> finding.threadIds().contains(id(thread)))
        .map(ThreadFinding::tier)
        .findFirst()
        .orElse(null);
  }
}
