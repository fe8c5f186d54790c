package io.threadleak.boot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts of virtual threads, on their way from the hook in {@code VirtualThread.start} to the one
 * listener there is, and to those who asked to be told beside it. Thread-safe; never throws; a call
 * without a listener costs a volatile read.
 */
public final class VirtualThreadEvents {

  private static volatile @Nullable BiFunction<Thread, @Nullable Object, @Nullable Object> starting;
  private static volatile @Nullable Consumer<Object> started;
  private static volatile @Nullable Consumer<Thread> startFailed;

  private static @Nullable BiFunction<Thread, @Nullable Object, @Nullable Object> ownStarting;
  private static final List<Consumer<Thread>> OTHERS_STARTED = new CopyOnWriteArrayList<>();

  private VirtualThreadEvents() {}

  /**
   * Tells every event from now on to these three, in place of whoever was told before.
   *
   * @param onStarting takes the thread and the JDK's container that it is started in; what it
   *     returns is told how the start went, null for not to be told
   * @param onStarted takes what that returned, once the JDK has the thread among those that live
   */
  public static synchronized void listen(
      BiFunction<Thread, @Nullable Object, @Nullable Object> onStarting,
      Consumer<Object> onStarted,
      Consumer<Thread> onStartFailed) {
    startFailed = onStartFailed;
    started = onStarted;
    ownStarting = onStarting;
    tellBoth();
  }

  /** Tells the listener no more; those beside it still. */
  public static synchronized void ignore() {
    ownStarting = null;
    started = null;
    startFailed = null;
    tellBoth();
  }

  /**
   * Tells every start from now on to this one as well. A start that the JVM refuses is told like
   * any other: its thread never lives.
   *
   * @return ends it
   */
  public static synchronized Runnable alsoTell(Consumer<Thread> onStarted) {
    OTHERS_STARTED.add(onStarted);
    tellBoth();
    return () -> tellNoMore(onStarted);
  }

  private static synchronized void tellNoMore(Consumer<Thread> onStarted) {
    OTHERS_STARTED.remove(onStarted);
    tellBoth();
  }

  /**
   * Called first thing in {@code VirtualThread.start}, on the starting thread.
   *
   * @return what must be told how the start went; null if nobody asks, as for a thread that was
   *     started once before
   */
  public static @Nullable Object starting(Thread thread, @Nullable Object container) {
    BiFunction<Thread, @Nullable Object, @Nullable Object> listener = starting;
    return listener == null || thread.getState() != Thread.State.NEW
        ? null
        : tellStarting(listener, thread, container);
  }

  /** Called when a start is done, with what was to be told of it. */
  public static void started(Object told) {
    tell(started, told);
  }

  /** Called when a start throws that somebody was to be told of. */
  public static void startFailed(Thread thread) {
    tell(startFailed, thread);
  }

  private static void tellBoth() {
    BiFunction<Thread, @Nullable Object, @Nullable Object> own = ownStarting;
    starting =
        OTHERS_STARTED.isEmpty() ? own : (thread, container) -> tellAll(own, thread, container);
  }

  private static @Nullable Object tellAll(
      @Nullable BiFunction<Thread, @Nullable Object, @Nullable Object> own,
      Thread thread,
      @Nullable Object container) {
    Object told = own == null ? null : tellStarting(own, thread, container);
    for (Consumer<Thread> other : OTHERS_STARTED) {
      tell(other, thread);
    }
    return told;
  }

  private static @Nullable Object tellStarting(
      BiFunction<Thread, @Nullable Object, @Nullable Object> listener,
      Thread thread,
      @Nullable Object container) {
    try {
      return listener.apply(thread, container);
    } catch (Throwable hostComesFirst) {
      return null; // Nothing of ours may reach the thread that starts another, not even an Error.
    }
  }

  private static <T> void tell(@Nullable Consumer<T> listener, T event) {
    if (listener == null) {
      return;
    }
    try {
      listener.accept(event);
    } catch (Throwable hostComesFirst) {
      // As above: what the host's own start does or throws is all it shall see.
    }
  }
}
