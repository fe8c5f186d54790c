package io.threadleak.agent.hook;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import io.threadleak.attribution.HookAttribution;
import io.threadleak.boot.ThreadEvents;
import java.lang.instrument.Instrumentation;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;

/**
 * The hook in {@link Thread}: {@code start()}, on JDK 19 and later {@code start(ThreadContainer)},
 * {@code exit()}, and what the JVM calls with an exception that nobody caught. Virtual threads
 * override the first two, never call the third, and share the last.
 */
public final class ThreadHook {

  private ThreadHook() {}

  /**
   * Weaves the hook into the running JVM, sees by a canary that it works, and has it tell the given
   * attribution from then on. {@link BootClasses} must be in place.
   *
   * @throws HookException if this JVM refuses, or the hook is blind; the message says why and what
   *     cures it, and nothing stays behind
   */
  public static void install(Instrumentation instrumentation, HookAttribution attribution)
      throws HookException {
    WovenClass woven = WovenClass.weave(instrumentation, Thread.class, advice());
    try {
      Canary.sing();
      ThreadEvents.listen(attribution::started, attribution::startFailed, attribution::ended);
    } catch (HookException e) {
      ThreadEvents.ignore();
      woven.leave(instrumentation);
      throw e;
    }
  }

  private static AsmVisitorWrapper advice() {
    return new AsmVisitorWrapper.Compound(
        Advice.to(StartAdvice.class)
            .on(
                named("start")
                    .and(not(isConstructor()))
                    .and(
                        takesNoArguments()
                            .or(
                                takesArguments(1)
                                    .and(takesArgument(0, named(VirtualThreadHook.CONTAINER)))))),
        Advice.to(EndAdvice.class).on(named("exit").and(takesNoArguments())),
        Advice.to(UncaughtAdvice.class)
            .on(
                named("dispatchUncaughtException")
                    .and(takesArguments(1))
                    .and(takesArgument(0, Throwable.class))));
  }
}
