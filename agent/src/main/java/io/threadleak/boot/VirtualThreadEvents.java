package io.threadleak.boot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts of virtual threads, on their way from the hook in {@code VirtualThread.start} to the one
 * listener there is, and to those who asked to be told beside it. Thread-safe; never throws; a call
 * without a listener costs a volatile read.
 */
public final class VirtualThreadEvents {

  private static volatile @Nullable BiConsumer<Thread, @Nullable Object> started;
  private static volatile @Nullable Consumer<Thread> startFailed;

  private static @Nullable BiConsumer<Thread, @Nullable Object> ownStarted;
  private static final List<Consumer<Thread>> OTHERS_STARTED = new CopyOnWriteArrayList<>();

  private VirtualThreadEvents() {}

  /**
   * Tells every event from now on to these two, in place of whoever was told before.
   *
   * @param onStarted takes the thread and the JDK's container that it is started in
   */
  public static synchronized void listen(
      BiConsumer<Thread, @Nullable Object> onStarted, Consumer<Thread> onStartFailed) {
    startFailed = onStartFailed;
    ownStarted = onStarted;
    tellBoth();
  }

  /** Tells the listener no more; those beside it still. */
  public static synchronized void ignore() {
    ownStarted = null;
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
   * @return whether somebody was told, and so must hear if the start fails; false for a thread that
   *     was started once before
   */
  public static boolean starting(Thread thread, @Nullable Object container) {
    BiConsumer<Thread, @Nullable Object> listener = started;
    if (listener == null || thread.getState() != Thread.State.NEW) {
      return false;
    }
    tellOne(listener, thread, container);
    return true;
  }

  /** Called when a start throws that somebody was told of. */
  public static void startFailed(Thread thread) {
    Consumer<Thread> listener = startFailed;
    if (listener == null) {
      return;
    }
    try {
      listener.accept(thread);
    } catch (Throwable hostComesFirst) {
      // As above: what the host threw is all it shall see.
    }
  }

  private static void tellBoth() {
    BiConsumer<Thread, @Nullable Object> own = ownStarted;
    started = OTHERS_STARTED.isEmpty() ? own : (thread, container) -> tell(own, thread, container);
  }

  private static void tell(
      @Nullable BiConsumer<Thread, @Nullable Object> own,
      Thread thread,
      @Nullable Object container) {
    if (own != null) {
      tellOne(own, thread, container);
    }
    for (Consumer<Thread> other : OTHERS_STARTED) {
      tellOne((started, in) -> other.accept(started), thread, container);
    }
  }

  private static void tellOne(
      BiConsumer<Thread, @Nullable Object> listener, Thread thread, @Nullable Object container) {
    try {
      listener.accept(thread, container);
    } catch (Throwable hostComesFirst) {
      // Nothing of ours may reach the thread that starts another here, not even an Error.
    }
  }
}
