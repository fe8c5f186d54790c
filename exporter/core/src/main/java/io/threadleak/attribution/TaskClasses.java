package io.threadleak.attribution;

import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * All classes of tasks that virtual threads were seen to run, at most {@value #MAX_CLASSES}; what
 * comes after is one class, counted. Thread-safe.
 *
 * <p>A task that is the JDK's or a library's and does nothing but run another, such as an
 * executor's, is looked through: what counts is the class of the innermost.
 */
final class TaskClasses {

  static final int MAX_CLASSES = 10_000;

  private static final int MAX_WRAPPINGS = 4;

  /** What is kept at a class itself, and goes with it. */
  private record Type(TaskClass tasks, @Nullable MethodHandle inner, boolean opaque) {}

  private final ApplicationCode code;
  private final SamplingBudget budget;
  private final int capacity;
  private final TaskClass rest;
  private final List<@Nullable TaskClass> all = new ArrayList<>();
  private final LongAdder dropped = new LongAdder();
  private final ClassValue<Type> types =
      new ClassValue<>() {
        @Override
        protected Type computeValue(Class<?> type) {
          MethodHandle inner = WrappedTask.in(type, code);
          return new Type(add(type, type), inner, inner == null && code.of(type) == Origin.JDK);
        }
      };

  TaskClasses(ApplicationCode code, SamplingBudget budget) {
    this(code, budget, MAX_CLASSES);
  }

  TaskClasses(ApplicationCode code, SamplingBudget budget, int capacity) {
    this.code = code;
    this.budget = budget;
    this.capacity = capacity;
    rest = make(0, "tasks of other classes", Object.class);
    all.add(rest);
  }

  /** The class of a task, made known on first sight; one that cannot be read has one, too. */
  TaskClass of(@Nullable Object task) {
    TaskClass found = find(task);
    return found == null ? rest : found;
  }

  /** The same; null for a task that has let go of what it ran, and so is about to end. */
  @Nullable TaskClass find(@Nullable Object task) {
    if (task == null) {
      return rest;
    }
    Object innermost = task;
    Type type = types.get(task.getClass());
    for (int depth = 0; type.inner() != null && depth < MAX_WRAPPINGS; depth++) {
      innermost = WrappedTask.get(type.inner(), innermost);
      if (innermost == null) {
        return null;
      }
      type = types.get(innermost.getClass());
    }
    return type.tasks();
  }

  /** All classes by {@link TaskClass#index()}; null where one was unloaded. */
  synchronized List<@Nullable TaskClass> all() {
    return new ArrayList<>(all);
  }

  /** Forgets a class that is unloaded; its place may be given to another. */
  synchronized void forget(TaskClass unloaded) {
    all.set(unloaded.index(), null);
  }

  /** Classes that found no room. */
  long dropped() {
    return dropped.sum();
  }

  /**
   * The class of the task of a thread that a factory made. A task of the JDK's own that cannot be
   * looked into, such as an executor's, is told by the factory instead.
   */
  TaskClass of(Runnable task, CountedFactory factory) {
    Type type = types.get(task.getClass());
    return type.opaque() ? factory.opaqueTasks(this, task.getClass()) : of(task);
  }

  /** Makes a class known, for as long as its owner is there: the class itself, or a factory. */
  synchronized TaskClass add(Class<?> type, Object owner) {
    int free = all.indexOf(null);
    int index = free < 0 ? all.size() : free;
    if (index > capacity) {
      dropped.increment();
      return rest;
    }
    TaskClass made = make(index, CodeNames.stableClass(type.getName()), owner);
    if (free < 0) {
      all.add(made);
    } else {
      all.set(free, made);
    }
    return made;
  }

  private TaskClass make(int index, String name, Object owner) {
    SamplingRate rate = new SamplingRate(budget, System.nanoTime());
    return new TaskClass(this, index, name, new WeakReference<>(owner), rate);
  }
}
