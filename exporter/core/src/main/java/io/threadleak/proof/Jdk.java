package io.threadleak.proof;

import io.threadleak.heap.HeapClass;
import io.threadleak.heap.HeapGraph;
import org.jspecify.annotations.Nullable;

/**
 * How the JDK of a heap keeps its threads: as 17 did, as 19 and later do, with virtual threads or
 * without.
 */
final class Jdk {

  static final String VIRTUAL = "java.lang.VirtualThread";

  private static final String BASE_VIRTUAL = "java.lang.BaseVirtualThread";
  private static final int LONGEST_VERSION = 20;
  private static final int LONGEST_NAME = 200;

  /** The first whose dumps hold the stacks of virtual threads that are not mounted. */
  private static final int FIRST_WITH_VIRTUAL_STACKS = 22;

  private static final int FIRST_ID = 1;
  private static final int NOT_STARTED = 0;
  private static final int TERMINATED = 99;
  private static final int PLATFORM_TERMINATED = 0x2;

  private final HeapGraph heap;
  private final int feature;

  Jdk(HeapGraph heap) {
    this.heap = heap;
    feature = feature(heap);
  }

  private static int feature(HeapGraph heap) {
    HeapClass props = heap.classNamed("java.lang.VersionProps");
    String text = props == null ? null : staticText(heap, props, "VERSION_SPECIFICATION");
    try {
      return text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException notReleased) {
      return 0;
    }
  }

  private static @Nullable String staticText(HeapGraph heap, HeapClass type, String name) {
    int value =
        type.object() == HeapGraph.NONE ? HeapGraph.NONE : heap.reference(type.object(), name);
    return value == HeapGraph.NONE ? null : heap.text(value, LONGEST_VERSION);
  }

  /** The id of the thread that runs {@code main}: 1, unless this JDK has a constant for it. */
  long mainId() {
    HeapClass threads = heap.classNamed("java.lang.Thread");
    return threads == null || threads.object() == HeapGraph.NONE
        ? FIRST_ID
        : heap.number(threads.object(), "PRIMORDIAL_TID", FIRST_ID);
  }

  /** The release, 17 or 25; 0 where the heap does not tell. */
  int feature() {
    return feature;
  }

  boolean isVirtual(int thread) {
    return heap.classOf(thread).isA(BASE_VIRTUAL);
  }

  /** Whether a thread is virtual and is run by carriers. */
  boolean isCarried(int thread) {
    return heap.classOf(thread).name().equals(VIRTUAL);
  }

  long id(int thread) {
    return heap.number(thread, "tid", -1);
  }

  String name(int thread) {
    int name = heap.reference(thread, "name");
    String text = name == HeapGraph.NONE ? null : heap.text(name, LONGEST_NAME);
    return text == null ? "" : text;
  }

  /** The state of a platform thread, in JVMTI's bits; 0 where not known. */
  long platformStatus(int thread) {
    int holder = heap.reference(thread, "holder");
    return holder == HeapGraph.NONE
        ? heap.number(thread, "threadStatus", 0)
        : heap.number(holder, "threadStatus", 0);
  }

  /** The state of a virtual thread, as its class numbers them. */
  long virtualState(int thread) {
    return heap.number(thread, "state", -1);
  }

  boolean hasEnded(int thread) {
    return isCarried(thread)
        ? virtualState(thread) == TERMINATED
        : (platformStatus(thread) & PLATFORM_TERMINATED) != 0;
  }

  /** Whether a virtual thread has been started and has not ended. */
  boolean isUnderWay(int virtualThread) {
    long state = virtualState(virtualThread);
    return state != NOT_STARTED && state != TERMINATED;
  }

  /** Whether a dump of this JDK holds the stacks of virtual threads. */
  boolean tellsVirtualStacks() {
    return feature >= FIRST_WITH_VIRTUAL_STACKS
        || (feature == 0 && heap.classNamed(VIRTUAL) == null);
  }
}
