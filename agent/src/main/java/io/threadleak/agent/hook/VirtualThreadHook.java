package io.threadleak.agent.hook;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.threadleak.attribution.TaskClass;
import io.threadleak.attribution.VirtualStarts;
import io.threadleak.boot.VirtualThreadEvents;
import java.lang.instrument.Instrumentation;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;

/**
 * The hook in {@code VirtualThread.start(ThreadContainer)}, which each start of a virtual thread
 * goes through, once. Ends are not hooked.
 *
 * <p>Why is a start told before it happens, and counted after? From its first moment on the thread
 * may run, end and be seen by a round. Told before, whoever meets it finds its task and its site
 * known, which its task may have let go of by the end of the call. Counted before, a start under
 * way that the JDK does not list yet would be taken for an end. Only a thread that is new is told,
 * and of two threads that start the same one, one is told to have failed.
 */
public final class VirtualThreadHook {

  static final String CONTAINER = "jdk.internal.vm.ThreadContainer";

  private static final String TYPE = "java.lang.VirtualThread";

  private VirtualThreadHook() {}

  /**
   * Weaves the hook into the running JVM, sees by a canary that it works, and has it tell the given
   * starts from then on. {@link BootClasses} must be in place, and {@link OpenedPackages} open.
   *
   * @throws HookException if this JVM refuses, or the hook is blind; the message says why and what
   *     cures it, and nothing stays behind
   */
  public static void install(Instrumentation instrumentation, VirtualStarts starts)
      throws HookException {
    Class<?> type = virtualThread();
    WovenClass woven = WovenClass.weave(instrumentation, type, advice());
    try {
      VirtualCanary.sing(type);
      VirtualThreadEvents.listen(
          starts::starting, tasks -> starts.started((TaskClass) tasks), starts::startFailed);
    } catch (HookException e) {
      VirtualThreadEvents.ignore();
      woven.leave(instrumentation);
      throw e;
    }
  }

  private static Class<?> virtualThread() throws HookException {
    try {
      return Class.forName(TYPE, false, null);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new HookException("this JVM has no " + TYPE + "; run on HotSpot", e);
    }
  }

  private static AsmVisitorWrapper advice() {
    return Advice.to(VirtualStartAdvice.class)
        .on(named("start").and(takesArguments(1)).and(takesArgument(0, named(CONTAINER))));
  }
}
