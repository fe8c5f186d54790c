package io.threadleak.boot;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What each thread is serving, and how often each name was served: one store for the hooks and for
 * every copy of threadleak's library in this JVM, which finds it by the names of the fields.
 * Thread-safe; what is written here never throws.
 */
public final class CurrentScope {

  /** Of each thread one slot: null, a name, or a {@code Supplier} of one that may come late. */
  public static final ThreadLocal<Object[]> CELLS = new Cells();

  /** How often each name was served; what found no room is under {@value #OTHER}. */
  public static final ConcurrentHashMap<String, LongAdder> COMPLETED = new ConcurrentHashMap<>();

  /** Tells the scope that a thread was started in. */
  public static final AtomicReference<@Nullable Function<Thread, @Nullable String>> STARTED_IN =
      new AtomicReference<>();

  static final int MAX_NAMES = 1_000;
  static final String OTHER = "other";

  private CurrentScope() {}

  /** Opens a scope on the calling thread; what its slot held, for {@link #leave}. */
  static @Nullable Object enter(Supplier<@Nullable String> name) {
    Object[] cell = CELLS.get();
    Object before = cell[0];
    cell[0] = name;
    return before;
  }

  /** Ends a scope. */
  static void leave(@Nullable Object before) {
    CELLS.get()[0] = before;
  }

  /** Counts that something was served once more. */
  static void count(String name) {
    LongAdder count = COMPLETED.get(name);
    if (count == null) {
      String known = COMPLETED.size() < MAX_NAMES ? name : OTHER;
      LongAdder fresh = new LongAdder();
      LongAdder present = COMPLETED.putIfAbsent(known, fresh);
      count = present == null ? fresh : present;
    }
    count.increment();
  }

  private static final class Cells extends ThreadLocal<Object[]> {

    @Override
    protected Object[] initialValue() {
      return new Object[1];
    }
  }
}
