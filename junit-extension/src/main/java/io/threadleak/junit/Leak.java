package io.threadleak.junit;

import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.ThreadKind;
import java.util.Arrays;
import java.util.List;

/**
 * A thread that did not end in time, as of the last look at it. It does not have the thread itself:
 * who proves that nothing alive can reach a thread must not hold it.
 *
 * @param id its id
 * @param name its name, which may be empty
 * @param context where it was started
 * @param label the frame that started it, or a word for that nobody saw it
 * @param seen whether somebody saw it start
 * @param stack where it stands, innermost frame first
 * @param startedBy the starter's stack, innermost first; empty if nobody kept it
 */
record Leak(
    long id,
    String name,
    ThreadKind kind,
    Thread.State state,
    TestContext context,
    String label,
    boolean seen,
    List<StackTraceElement> stack,
    List<StackTraceElement> startedBy) {

  /** One of whom it is known where it was started, as it is now. */
  static Leak of(StartedThread started) {
    Thread thread = started.thread();
    TestContext context = started.context();
    return new Leak(
        ThreadIds.of(thread),
        thread.getName(),
        VirtualThreadApi.isVirtual(thread) ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM,
        thread.getState(),
        context == null ? TestContext.NONE : context,
        started.label(),
        started.site() != null,
        Arrays.asList(thread.getStackTrace()),
        started.startedBy());
  }
}
