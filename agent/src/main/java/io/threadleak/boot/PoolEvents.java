package io.threadleak.boot;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Thread pools that are constructed and that start workers, on their way from the hooks in them to
 * the one listener there is. Thread-safe; never throws; a call without a listener costs a volatile
 * read.
 */
public final class PoolEvents {

  private static final ThreadLocal<@Nullable Object> GROWING = new ThreadLocal<>();

  private static volatile @Nullable Consumer<Object> built;

  private PoolEvents() {}

  /** Tells every pool that is constructed from now on, in place of whoever was told before. */
  public static void listen(Consumer<Object> onBuilt) {
    built = onBuilt;
  }

  /** Tells nobody any more. */
  public static void ignore() {
    built = null;
  }

  /** Called last thing in a pool's constructor; more than once for one that has several. */
  public static void built(Object pool) {
    Consumer<Object> listener = built;
    if (listener == null) {
      return;
    }
    try {
      listener.accept(pool);
    } catch (Throwable hostComesFirst) {
      // Nothing of ours may reach the thread that constructs a pool, not even an Error.
    }
  }

  /**
   * Called first thing where a pool starts a worker, on the starting thread.
   *
   * @return the pool that this thread was starting a worker for until then; null for none
   */
  public static @Nullable Object growing(Object pool) {
    if (built == null) {
      return null;
    }
    Object previous = GROWING.get();
    GROWING.set(pool);
    return previous;
  }

  /** Called when that is done, with what {@link #growing(Object)} said. */
  public static void grown(@Nullable Object previous) {
    if (previous != null) {
      GROWING.set(previous);
    } else if (built != null) {
      GROWING.remove();
    }
  }

  /** The pool that the calling thread is just starting a worker for; null for none. */
  public static @Nullable Object growing() {
    return GROWING.get();
  }
}
