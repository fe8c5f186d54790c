package io.threadleak.boot;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts of virtual threads, on their way from the hook in {@code VirtualThread.start} to the one
 * listener there is. Thread-safe; never throws; a call without a listener costs a volatile read.
 */
public final class VirtualThreadEvents {

  private static volatile @Nullable BiConsumer<Thread, @Nullable Object> started;
  private static volatile @Nullable Consumer<Thread> startFailed;

  private VirtualThreadEvents() {}

  /**
   * Tells every event from now on to these two, in place of whoever was told before.
   *
   * @param onStarted takes the thread and the JDK's container that it is started in
   */
  public static void listen(
      BiConsumer<Thread, @Nullable Object> onStarted, Consumer<Thread> onStartFailed) {
    startFailed = onStartFailed;
    started = onStarted;
  }

  /** Tells nobody any more. */
  public static void ignore() {
    started = null;
    startFailed = null;
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
    try {
      listener.accept(thread, container);
    } catch (Throwable hostComesFirst) {
      // Nothing of ours may reach the thread that starts another here, not even an Error.
    }
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
}
