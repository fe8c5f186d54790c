package io.threadleak.junit;

import io.threadleak.model.CreationSite;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread that is live, and what is known of its start.
 *
 * @param thread the thread
 * @param context the stretch of the run it was started in, by whoever; null as long as it is not
 *     known, {@link TestContext#NONE} if in none
 * @param site who started it; null if nobody saw it start
 * @param startedBy the starter's stack, nearest frame first; empty if nobody kept it
 */
record StartedThread(
    Thread thread,
    @Nullable TestContext context,
    @Nullable CreationSite site,
    List<StackTraceElement> startedBy) {

  /** A thread whose start nobody has told of. */
  static StartedThread unknown(Thread thread, @Nullable TestContext context) {
    return new StartedThread(thread, context, null, List.of());
  }

  /**
   * The frame that a person would point at; where no start was seen, a word for that. The line is
   * that of this very start: a site may hold several.
   */
  String label() {
    CreationSite known = site;
    if (known == null) {
      return "a place nobody saw (it was there before, or native code attached it)";
    }
    String method = known.label().replaceFirst("\\(.*", "");
    for (StackTraceElement frame : startedBy) {
      if (Frames.method(frame).equals(method)) {
        return method + "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
      }
    }
    return known.label();
  }
}
