package io.threadleak.attribution;

import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a waiting thread that a person would point at: of the frames it stands in, the
 * innermost of the application, else of a library. Immutable.
 *
 * <p>A stack that JFR recorded and one that was taken of the live thread give the same text for the
 * same place. JFR knows no file names, so that a class is taken to stand in the file named after
 * it.
 */
public final class NearestFrame {

  private final ApplicationCode code;

  /** Frames by the given rule of what is the application's. */
  public NearestFrame(ApplicationCode code) {
    this.code = code;
  }

  /** The frame of a recorded stack; null where all are the JDK's. */
  public @Nullable String of(@Nullable RecordedStackTrace recorded) {
    return recorded == null ? null : nearest(RecordedFrames.of(recorded.getFrames(), code));
  }

  /** The frame of a live thread's stack, innermost first; null where all are the JDK's. */
  public @Nullable String of(StackTraceElement[] stack) {
    List<Frame> frames = new ArrayList<>(stack.length);
    for (StackTraceElement taken : stack) {
      String className = taken.getClassName();
      if (!CodeNames.isLambdaClass(className)) {
        StackTraceElement element =
            RecordedFrames.element(className, taken.getMethodName(), taken.getLineNumber());
        frames.add(new Frame(element, code.of(className)));
      }
    }
    return nearest(frames);
  }

  private static @Nullable String nearest(List<Frame> frames) {
    StackTraceElement library = null;
    for (Frame frame : frames) {
      if (frame.origin() == Origin.APPLICATION) {
        return CodeNames.stable(frame.element()).toString();
      }
      if (frame.origin() == Origin.LIBRARY && library == null) {
        library = CodeNames.stable(frame.element());
      }
    }
    return library == null ? null : library.toString();
  }
}
