package io.threadleak;

import io.threadleak.attribution.Scopes;
import io.threadleak.model.LabelText;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is being served, told by the code that serves it: a scope is a name, such as {@code "GET
 * /orders/{id}"}, and every thread that is started while it is open is counted under it, as is what
 * such a thread starts in turn.
 *
 * <pre>{@code
 * try (ThreadLeak.Scope scope = ThreadLeak.scope("nightly export")) {
 *   export();
 * }
 * }</pre>
 *
 * <p>Names are for what there are few of, a mapping rather than a URI: 100 are kept apart, and what
 * comes after is counted together. Under the agent, requests of servlets and of the JDK's {@code
 * HttpServer} are scopes by themselves. Thread-safe.
 */
public final class ThreadLeak {

  private ThreadLeak() {}

  /**
   * Opens a scope on the calling thread, inside of the one that is open there, if any.
   *
   * @param name cut at 200 characters; empty for none: what is started within belongs to no scope
   * @return ends the scope when closed, on the same thread, the innermost first
   */
  public static Scope scope(String name) {
    Objects.requireNonNull(name, "name");
    return new Scope(LabelText.cut(name));
  }

  /**
   * The same with a name that may only be known later, such as a mapping that is found inside.
   *
   * @param name asked when a thread is started within, and at the end; quick, and thread-safe where
   *     {@link #wrap} takes it elsewhere. While it answers null, or throws, there is no scope
   */
  public static Scope scope(Supplier<@Nullable String> name) {
    return new Scope(Objects.requireNonNull(name, "name"));
  }

  /**
   * The scope of the calling thread: the innermost that is open on it, else the one in which it was
   * started; null if there is none.
   */
  public static @Nullable String currentScope() {
    return Scopes.current();
  }

  /** A task that runs in the scope, or in none, that the calling thread is in now. */
  public static Runnable wrap(Runnable task) {
    Objects.requireNonNull(task, "task");
    String name = currentName();
    return () -> {
      Object[] cell = Scopes.cell();
      Object before = cell[0];
      cell[0] = name;
      try {
        task.run();
      } finally {
        cell[0] = before;
      }
    };
  }

  /** The same for a task with a result. */
  public static <T> Callable<T> wrap(Callable<T> task) {
    Objects.requireNonNull(task, "task");
    String name = currentName();
    return () -> {
      Object[] cell = Scopes.cell();
      Object before = cell[0];
      cell[0] = name;
      try {
        return task.call();
      } finally {
        cell[0] = before;
      }
    };
  }

  private static String currentName() {
    String name = Scopes.current();
    return name == null ? Scopes.NONE : name;
  }

  /** An open scope. */
  public static final class Scope implements AutoCloseable {

    private final Thread owner = Thread.currentThread();
    private final Object[] cell = Scopes.cell();
    private final Object entered;
    private final @Nullable Object before;
    private boolean open = true;

    private Scope(Object entered) {
      this.entered = entered;
      this.before = cell[0];
      cell[0] = entered;
    }

    /** Ends the scope; a second call, and one on another thread, is without effect. */
    @Override
    public void close() {
      if (open && Thread.currentThread() == owner) {
        open = false;
        Scopes.leave(cell, entered, before);
      }
    }
  }
}
