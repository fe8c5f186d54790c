package io.threadleak.proof;

import io.threadleak.heap.HeapClass;
import io.threadleak.heap.HeapGraph;
import io.threadleak.heap.HeapThread.HeapFrame;
import io.threadleak.proof.Wait.Reason;
import java.util.List;

/** Says what a thread waits for, in words. */
final class Words {

  private static final String CONCURRENT = "java.util.concurrent.";
  private static final String LOCKS = "java.util.concurrent.locks.";
  private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";

  private final HeapGraph heap;

  Words(HeapGraph heap) {
    this.heap = heap;
  }

  /** What a thread waits for, as in {@link ThreadFinding#waitsFor}. */
  String waitsFor(Waiter waiter) {
    Wait wait = waiter.awaited();
    List<HeapFrame> frames = waiter.thread().frames();
    if (wait.isGuessed()) {
      return "a monitor that the heap does not tell";
    }
    return switch (wait.reason()) {
      case SYNCHRONIZER, LOCK, LOCK_OF_ENDED -> synchronizer(wait.object(), frames);
      case PARK -> unpark(wait.object());
      case MONITOR -> "the monitor of " + monitor(wait.object());
      case REFERENCE -> "a java.lang.ref.ReferenceQueue";
      case JOIN -> "the end of another thread";
      case ENTER -> "a monitor that another thread owns";
    };
  }

  private String unpark(int blocker) {
    return blocker == HeapGraph.NONE
        ? "an unpark"
        : "an unpark, with " + some(heap.classOf(blocker).name()) + " as its blocker";
  }

  private String monitor(int object) {
    for (HeapClass type : heap.classes()) {
      if (type.object() == object) {
        return "class " + type.name();
      }
    }
    return some(heap.classOf(object).name());
  }

  private String synchronizer(int object, List<HeapFrame> frames) {
    if (frames.stream().anyMatch(Words::takesTask)) {
      return "a task for its " + POOL;
    }
    String type = heap.classOf(object).name();
    if (type.endsWith("$ConditionObject") && type.startsWith(LOCKS)) {
      return some(userOfCondition(frames));
    }
    if (!type.startsWith(CONCURRENT)) {
      return some(type);
    }
    String outermost = type.substring(0, (type + '$').indexOf('$'));
    return outermost.equals(CONCURRENT + "ForkJoinPool")
        ? "a task for its " + outermost
        : some(outermost);
  }

  private static boolean takesTask(HeapFrame frame) {
    return frame.method().getClassName().equals(POOL)
        && frame.method().getMethodName().equals("getTask");
  }

  private static String userOfCondition(List<HeapFrame> frames) {
    for (int f = Frames.parker(frames); f < frames.size(); f++) {
      String type = Frames.outermostClass(frames, f);
      if (!type.startsWith(LOCKS) && !type.equals(CONCURRENT + "ForkJoinPool")) {
        return type.startsWith(CONCURRENT) ? type : LOCKS + "Condition";
      }
    }
    return LOCKS + "Condition";
  }

  /** A type's name with its article. */
  static String some(String type) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    boolean vowel = !simple.isEmpty() && "AEIOaeio".indexOf(simple.charAt(0)) >= 0;
    return (vowel && type.indexOf('.') < 0 ? "an " : "a ") + type;
  }

  /** Whether a thread waits until another goes on. */
  static boolean isForThread(Wait wait) {
    return wait.reason() == Reason.LOCK
        || wait.reason() == Reason.JOIN
        || wait.reason() == Reason.ENTER;
  }
}
