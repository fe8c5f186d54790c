package io.threadleak.attribution;

import java.lang.reflect.Field;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Names of the tasks that a {@code ScheduledThreadPoolExecutor} runs time and again, by their
 * class, of the application's alone: how often a library sweeps its own pool is nobody's question.
 * Reads fields only; needs {@code java.util.concurrent} open to threadleak, as the agent opens it,
 * else no task has a name. Thread-safe.
 */
public final class PeriodicTasks {

  private static final @Nullable Field CALLABLE = OpenFields.find(FutureTask.class, "callable");
  private static final @Nullable Field TASK =
      OpenFields.find(
          OpenFields.jdkClass("java.util.concurrent.Executors$RunnableAdapter"), "task");
  private static final String NONE = "";

  private final ClassValue<String> names;

  /** Names of tasks of that application. */
  public PeriodicTasks(ApplicationCode code) {
    names =
        new ClassValue<>() {
          @Override
          protected String computeValue(Class<?> type) {
            return code.of(type) == Origin.APPLICATION ? nameOf(type) : NONE;
          }
        };
  }

  /**
   * The name, {@code com.acme.Sweeper#run}, or {@code com.acme.Shop#lambda} for all lambdas of a
   * class; null where it is not the application's or cannot be read, and on a thread of ours, whose
   * classes may lie in the application's own jar. Asked by the thread that runs the task.
   *
   * @param future the pool's own object that stands for the task, a {@code FutureTask}
   */
  public @Nullable String nameOf(Object future) {
    Object callable = OpenFields.get(CALLABLE, future);
    Object task = callable == null ? null : OpenFields.get(TASK, callable);
    String name = task == null ? NONE : names.get(task.getClass());
    return name.isEmpty() || OwnThreads.owns(Thread.currentThread()) ? null : name;
  }

  private static String nameOf(Class<?> task) {
    String name = task.getName();
    return CodeNames.stableClass(name) + (CodeNames.isLambdaClass(name) ? "#lambda" : "#run");
  }
}
