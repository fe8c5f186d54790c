package io.threadleak.attribution;

import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;

/** Stacks as JFR records them. */
final class RecordedFrames {

  private RecordedFrames() {}

  /** The frames of a stack, without {@code Thread.start} itself and the JVM's lambda classes. */
  static List<Frame> of(List<RecordedFrame> recorded, ApplicationCode code) {
    List<Frame> frames = new ArrayList<>(recorded.size());
    for (RecordedFrame frame : recorded) {
      RecordedMethod method = frame.getMethod();
      String className = method.getType().getName();
      boolean startItself = frames.isEmpty() && className.equals("java.lang.Thread");
      if (!startItself && !CodeNames.isLambdaClass(className)) {
        StackTraceElement element = element(className, method.getName(), frame.getLineNumber());
        frames.add(new Frame(element, originOf(method.getType(), code)));
      }
    }
    return frames;
  }

  private static Origin originOf(RecordedClass type, ApplicationCode code) {
    return type.getClassLoader() == null ? Origin.JDK : code.of(type.getName());
  }

  /** JFR records no file names: a class's file is taken to be named after its outermost class. */
  static StackTraceElement element(String className, String methodName, int line) {
    String stable = CodeNames.stableClass(className);
    String simple = stable.substring(stable.lastIndexOf('.') + 1);
    int inner = simple.indexOf('$');
    String file = (inner > 0 ? simple.substring(0, inner) : simple) + ".java";
    return new StackTraceElement(className, methodName, file, line);
  }
}
