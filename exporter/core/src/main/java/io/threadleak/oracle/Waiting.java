package io.threadleak.oracle;

import java.util.Arrays;
import java.util.List;

/**
 * Where a parked thread stands and what it waits for, in words: the class of the JDK that the
 * application called is what a person knows, rather than the synchronizer inside of it.
 */
record Waiting(List<StackTraceElement> frames, String waitsFor) {

  /** What a thread in {@link Thread#join()} waits for. */
  static final String END_OF_THREAD = "the end of another thread";

  private static final int MAX_FRAMES = 64;
  private static final String UNPARK = "a call of LockSupport.unpark";

  /** From a thread's stack, which must have a frame. */
  static Waiting of(StackTraceElement[] stack) {
    List<StackTraceElement> frames =
        List.copyOf(Arrays.asList(stack).subList(0, Math.min(MAX_FRAMES, stack.length)));
    return new Waiting(frames, waitsFor(frames));
  }

  private static String waitsFor(List<StackTraceElement> frames) {
    StackTraceElement called = null;
    for (StackTraceElement frame : frames) {
      if (!isOfTheJdk(frame)) {
        break;
      }
      called = frame;
    }
    if (called == null || called.getClassName().equals("java.util.concurrent.locks.LockSupport")) {
      return UNPARK;
    }
    String name = called.getClassName();
    if (name.equals("java.lang.Thread") || name.equals("java.lang.VirtualThread")) {
      return called.getMethodName().equals("join") ? END_OF_THREAD : UNPARK;
    }
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return ("AEIOU".indexOf(simple.charAt(0)) < 0 ? "a " : "an ") + name;
  }

  /** Whether a frame is the JDK's; those of a heap dump tell of no modules. */
  static boolean isOfTheJdk(StackTraceElement frame) {
    String module = frame.getModuleName();
    String name = module == null ? frame.getClassName() : module;
    return name.startsWith("java.") || name.startsWith("jdk.");
  }

  /** Why nothing can wake it, in a sentence. */
  String why() {
    return waitsFor.equals(UNPARK)
        ? "It waits for "
            + waitsFor
            + ", and nothing alive can reach the thread to make one: the garbage collector found it"
            + " unreachable."
        : "It waits on "
            + waitsFor
            + " that nothing alive can reach: the garbage collector found it unreachable.";
  }
}
