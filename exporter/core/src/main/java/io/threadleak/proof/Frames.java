package io.threadleak.proof;

import io.threadleak.heap.HeapThread.HeapFrame;
import java.util.List;

/** Reads the top of a waiting thread's stack. */
final class Frames {

  private static final List<String> PARKING =
      List.of(
          "jdk.internal.misc.Unsafe",
          "sun.misc.Unsafe",
          "java.util.concurrent.locks.LockSupport",
          "java.lang.VirtualThread",
          "java.lang.ThreadBuilders$BoundVirtualThread",
          "java.lang.BaseVirtualThread",
          "java.lang.Access",
          "jdk.internal.vm.Continuation");

  private Frames() {}

  /** The number of the frame that parks: the first that is not of the JDK's own parking. */
  static int parker(List<HeapFrame> frames) {
    int frame = 0;
    while (frame < frames.size() && isParking(className(frames, frame))) {
      frame++;
    }
    return frame;
  }

  private static boolean isParking(String type) {
    return PARKING.contains(type)
        || type.startsWith("java.lang.System$")
        || type.startsWith("java.lang.VirtualThread$");
  }

  /** The number of the first frame that is not of {@code Object.wait}. */
  static int waiter(List<HeapFrame> frames) {
    int frame = 0;
    while (frame < frames.size() && isWaiting(frames.get(frame).method())) {
      frame++;
    }
    return frame;
  }

  private static boolean isWaiting(StackTraceElement method) {
    return method.getClassName().equals("java.lang.Object")
        && (method.getMethodName().equals("wait") || method.getMethodName().equals("wait0"));
  }

  static boolean isJoin(List<HeapFrame> frames, int frame) {
    return frame < frames.size()
        && className(frames, frame).equals("java.lang.Thread")
        && frames.get(frame).method().getMethodName().equals("join");
  }

  /** Whether one of some frames is of {@link java.lang.ref.ReferenceQueue}. */
  static boolean isReferenceQueue(List<HeapFrame> frames, int from, int to) {
    for (int frame = from; frame < Math.min(to, frames.size()); frame++) {
      if (outermostClass(frames, frame).equals("java.lang.ref.ReferenceQueue")) {
        return true;
      }
    }
    return false;
  }

  /** The class of a frame, without what is nested in it; empty beyond the last frame. */
  static String outermostClass(List<HeapFrame> frames, int frame) {
    String type = className(frames, frame);
    int nested = type.indexOf('$');
    return nested < 0 ? type : type.substring(0, nested);
  }

  private static String className(List<HeapFrame> frames, int frame) {
    return frame < frames.size() ? frames.get(frame).method().getClassName() : "";
  }
}
