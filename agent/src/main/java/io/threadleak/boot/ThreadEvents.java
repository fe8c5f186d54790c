package io.threadleak.boot;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends of platform threads, on their way from the hooks in {@link Thread} to the one
 * listener there is. Thread-safe; never throws; a call without a listener costs a volatile read.
 */
public final class ThreadEvents {

  private static volatile @Nullable Consumer<Thread> started;
  private static volatile @Nullable Consumer<Thread> startFailed;
  private static volatile @Nullable Consumer<Thread> ended;

  private ThreadEvents() {}

  /** Tells every event from now on to these three, in place of whoever was told before. */
  public static void listen(
      Consumer<Thread> onStarted, Consumer<Thread> onStartFailed, Consumer<Thread> onEnded) {
    ended = onEnded;
    startFailed = onStartFailed;
    started = onStarted;
  }

  /** Tells nobody any more. */
  public static void ignore() {
    started = null;
    startFailed = null;
    ended = null;
  }

  /** Called first thing in {@code Thread.start}; a thread started once before is no event. */
  public static void starting(Thread thread) {
    Consumer<Thread> listener = started;
    if (listener != null) {
      tellIfNew(listener, thread);
    }
  }

  /** Called when {@code Thread.start} throws; a thread that runs all the same is no event. */
  public static void startFailed(Thread thread) {
    Consumer<Thread> listener = startFailed;
    if (listener != null) {
      tellIfNew(listener, thread);
    }
  }

  /** Called first thing in {@code Thread.exit}, on the ending thread. */
  public static void ending(Thread thread) {
    Consumer<Thread> listener = ended;
    if (listener != null) {
      tell(listener, thread);
    }
  }

  /** New is a thread with a group (taken away at its end) that does not live. */
  private static void tellIfNew(Consumer<Thread> listener, Thread thread) {
    if (!thread.isAlive() && thread.getThreadGroup() != null) {
      tell(listener, thread);
    }
  }

  private static void tell(Consumer<Thread> listener, Thread thread) {
    try {
      listener.accept(thread);
    } catch (Throwable hostComesFirst) {
      // Nothing of ours may reach the thread that starts or ends here, not even an Error.
    }
  }
}
