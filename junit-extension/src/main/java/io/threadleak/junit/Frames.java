package io.threadleak.junit;

import io.threadleak.attribution.CodeNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/** Stacks as a message shows them. */
final class Frames {

  /** Deeper ones are cut. */
  private static final int MAX_SHOWN = 40;

  private static final List<String> OF_START =
      List.of("java.lang.Thread", "java.lang.VirtualThread", "io.threadleak.boot.");
  private static final String OWN = Frames.class.getPackageName() + ".";
  private static final List<String> OF_RUNNER =
      List.of("java.lang.reflect.", "jdk.internal.reflect.", "org.junit.", "org.testng.");

  private Frames() {}

  /** {@code class.method}, without what changes from run to run. */
  static String method(StackTraceElement frame) {
    StackTraceElement stable = CodeNames.stable(frame);
    return stable.getClassName() + "." + stable.getMethodName();
  }

  /** The starter's stack without what starting a thread and hearing of it adds. */
  static List<StackTraceElement> underStart(StackTraceElement[] stack) {
    int from = 0;
    while (from < stack.length && (isOfStart(stack[from]) || isOfHook(stack, from))) {
      from++;
    }
    return List.of(Arrays.copyOfRange(stack, from, stack.length));
  }

  /** A stack as JFR records it, which has no names of files. */
  static List<StackTraceElement> recorded(@Nullable RecordedStackTrace trace) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (RecordedFrame frame : trace == null ? List.<RecordedFrame>of() : trace.getFrames()) {
      RecordedMethod method = frame.getMethod();
      String type = method.getType().getName();
      if (type.contains("$$Lambda") || type.startsWith("java.lang.invoke.LambdaForm")) {
        continue; // as in any other stack
      }
      String outermost = type.substring(type.lastIndexOf('.') + 1).replaceFirst("[$/].*", "");
      boolean isNative = "Native".equals(frame.getType());
      frames.add(
          new StackTraceElement(
              type, method.getName(), outermost + ".java", isNative ? -2 : frame.getLineNumber()));
    }
    return underStart(frames.toArray(StackTraceElement[]::new));
  }

  /** Whether a frame is above the first of {@code Thread} itself, and so the hook's. */
  private static boolean isOfHook(StackTraceElement[] stack, int at) {
    return stack[at].getClassName().startsWith(OWN)
        && Arrays.stream(stack, at, Math.min(stack.length, at + 8))
            .anyMatch(frame -> frame.getClassName().startsWith("io.threadleak.boot."));
  }

  private static boolean isOfStart(StackTraceElement frame) {
    return OF_START.stream().anyMatch(frame.getClassName()::startsWith);
  }

  /** What to show of a starter's stack: no further out than to the test itself. */
  static List<String> shownUpToRunner(List<StackTraceElement> stack) {
    int to = 0;
    while (to < stack.size() && !isOfRunner(stack.get(to))) {
      to++;
    }
    // By which frames of its own the JDK calls the test by reflection is of no interest.
    while (to > 0 && to < stack.size() && isOfJdk(stack.get(to - 1))) {
      to--;
    }
    return shown(stack.subList(0, to == 0 ? stack.size() : to));
  }

  /** What to show of the stack that a thread stands in. */
  static List<String> shown(List<StackTraceElement> stack) {
    List<String> lines = new ArrayList<>();
    for (StackTraceElement frame : stack.subList(0, Math.min(stack.size(), MAX_SHOWN))) {
      if (!frame.getClassName().contains("$$Lambda")) {
        lines.add("at " + text(frame));
      }
    }
    if (stack.size() > MAX_SHOWN) {
      lines.add("(" + (stack.size() - MAX_SHOWN) + " more)");
    }
    return lines;
  }

  private static String text(StackTraceElement frame) {
    String place =
        frame.isNativeMethod()
            ? "Native Method"
            : frame.getLineNumber() < 0
                ? String.valueOf(frame.getFileName())
                : frame.getFileName() + ":" + frame.getLineNumber();
    return method(frame) + "(" + place + ")";
  }

  /** Whether what runs the tests has started a thread for itself, and not a test for its own. */
  static boolean isRunnersOwn(List<StackTraceElement> stack) {
    for (StackTraceElement frame : stack) {
      if (!isOfJdk(frame)) {
        return frame.getClassName().startsWith("org.junit.");
      }
    }
    return false;
  }

  private static boolean isOfJdk(StackTraceElement frame) {
    return frame.getClassName().startsWith("java.") || frame.getClassName().startsWith("jdk.");
  }

  private static boolean isOfRunner(StackTraceElement frame) {
    return OF_RUNNER.stream().anyMatch(frame.getClassName()::startsWith);
  }
}
