package io.threadleak.agent.hook;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import io.threadleak.attribution.OpenFields;
import io.threadleak.attribution.PeriodicTasks;
import io.threadleak.boot.TaskEvents;
import java.lang.instrument.Instrumentation;
import net.bytebuddy.asm.Advice;

/** The hook where the JDK's {@code ScheduledThreadPoolExecutor} runs its tasks. */
public final class TaskHook {

  private static final String TASK =
      "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask";

  private TaskHook() {}

  /**
   * Weaves the hook into the running JVM, and has tasks named from then on. {@link BootClasses}
   * must be in place.
   *
   * @throws HookException if this JVM refuses; the message says why and what cures it, and nothing
   *     stays behind
   */
  public static void install(Instrumentation instrumentation, PeriodicTasks tasks)
      throws HookException {
    Class<?> task = OpenFields.jdkClass(TASK);
    if (task == null) {
      throw new HookException("this JDK has no " + TASK, null);
    }
    WovenClass.weave(
        instrumentation,
        task,
        Advice.to(PeriodicTaskAdvice.class).on(named("run").and(takesNoArguments())));
    TaskEvents.nameBy(tasks::nameOf);
  }
}
