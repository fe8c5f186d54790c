package io.threadleak.boot;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that the JDK's scheduled pools run time and again: each a scope while it runs, if there is
 * a name for it. Thread-safe; never throws; a run of a task that is run once costs a comparison.
 */
public final class TaskEvents {

  private static volatile @Nullable Function<Object, @Nullable String> naming;

  private TaskEvents() {}

  /** Names tasks by the given function from now on; one that it has no name for is no scope. */
  public static void nameBy(Function<Object, @Nullable String> names) {
    naming = names;
  }

  /**
   * Called first thing where a pool runs a task.
   *
   * @param task the pool's own object that stands for it
   * @param period 0 for a task that is run once
   * @return what is to be handed to {@link #leave}; null for nothing
   */
  public static @Nullable Object enter(Object task, long period) {
    Function<Object, @Nullable String> names = naming;
    if (period == 0 || names == null) {
      return null;
    }
    try {
      String name = names.apply(task);
      if (name != null) {
        OpenScope scope = new NamedScope(name);
        scope.enter();
        return scope;
      }
    } catch (Throwable hostComesFirst) {
      // It runs without a name.
    }
    return null;
  }

  /** Called last thing there. */
  public static void leave(@Nullable Object entered) {
    if (entered instanceof OpenScope scope) {
      scope.leave(true);
    }
  }
}
