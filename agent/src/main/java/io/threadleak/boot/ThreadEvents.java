package io.threadleak.boot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends of platform threads, on their way from the hooks in {@link Thread} to the one
 * listener there is, and to those who asked to be told beside it. Thread-safe; never throws; a call
 * without a listener costs a volatile read.
 */
public final class ThreadEvents {

  /** How the message of such an error begins, in every JDK since 1.5. */
  private static final String EXHAUSTED = "unable to create";

  private static volatile @Nullable Consumer<Thread> started;
  private static volatile @Nullable Consumer<Thread> startFailed;
  private static volatile @Nullable Consumer<Thread> ended;

  private static volatile @Nullable Runnable exhausted;

  private static volatile @Nullable BiConsumer<Thread, Throwable> uncaught;

  private static @Nullable Consumer<Thread> ownStarted;
  private static @Nullable Consumer<Thread> ownEnded;
  private static final List<Consumer<Thread>> OTHERS_STARTED = new CopyOnWriteArrayList<>();
  private static final List<Consumer<Thread>> OTHERS_ENDED = new CopyOnWriteArrayList<>();

  private ThreadEvents() {}

  /** Tells every event from now on to these three, in place of whoever was told before. */
  public static synchronized void listen(
      Consumer<Thread> onStarted, Consumer<Thread> onStartFailed, Consumer<Thread> onEnded) {
    ownStarted = onStarted;
    ownEnded = onEnded;
    startFailed = onStartFailed;
    tellBoth();
  }

  /** Tells the listener no more; those beside it still. */
  public static synchronized void ignore() {
    ownStarted = null;
    ownEnded = null;
    startFailed = null;
    tellBoth();
  }

  /**
   * Tells every start and end from now on to these two as well. A start that the JVM refuses is
   * told like any other: its thread never lives.
   *
   * @return ends it
   */
  public static synchronized Runnable alsoTell(
      Consumer<Thread> onStarted, Consumer<Thread> onEnded) {
    OTHERS_STARTED.add(onStarted);
    OTHERS_ENDED.add(onEnded);
    tellBoth();
    return () -> tellNoMore(onStarted, onEnded);
  }

  private static synchronized void tellNoMore(
      Consumer<Thread> onStarted, Consumer<Thread> onEnded) {
    OTHERS_STARTED.remove(onStarted);
    OTHERS_ENDED.remove(onEnded);
    tellBoth();
  }

  /** Called first thing in {@code Thread.start}; a thread started once before is no event. */
  public static void starting(Thread thread) {
    Consumer<Thread> listener = started;
    if (listener != null) {
      tellIfNew(listener, thread);
    }
  }

  /**
   * Tells from now on, in place of whoever was told before, when the JVM cannot make a thread; null
   * for nobody. Told on the thread that failed to start another, so it must be quick and had better
   * allocate nothing.
   */
  public static void tellExhausted(@Nullable Runnable onExhausted) {
    exhausted = onExhausted;
  }

  /**
   * Tells from now on, in place of whoever was told before, what threads end by that nobody has
   * caught; null for nobody. Told on the ending thread, before its handler.
   */
  public static void tellUncaught(@Nullable BiConsumer<Thread, Throwable> onUncaught) {
    uncaught = onUncaught;
  }

  /** Called first thing when the JVM looks for the handler of what a thread ends by. */
  public static void uncaught(Thread thread, Throwable thrown) {
    BiConsumer<Thread, Throwable> listener = uncaught;
    if (listener != null) {
      try {
        listener.accept(thread, thrown);
      } catch (Throwable hostComesFirst) {
        // What the host threw is all that its handler shall see.
      }
    }
  }

  /**
   * Called when {@code Thread.start} throws; a thread that runs all the same is no event.
   *
   * @param thrown what it throws
   */
  public static void startFailed(Thread thread, Throwable thrown) {
    Runnable listener = exhausted;
    if (listener != null && isExhaustion(thrown)) {
      try {
        listener.run();
      } catch (Throwable hostComesFirst) {
        // As below: what the host threw is all it shall see.
      }
    }
    startFailed(thread);
  }

  /** Whether it is the JVM's word for "no more threads", rather than for an exhausted heap. */
  private static boolean isExhaustion(Throwable thrown) {
    String message = thrown instanceof OutOfMemoryError ? thrown.getMessage() : null;
    return message != null && message.startsWith(EXHAUSTED);
  }

  /** The same where it is not known what was thrown. */
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

  private static void tellBoth() {
    ended = both(ownEnded, OTHERS_ENDED);
    started = both(ownStarted, OTHERS_STARTED);
  }

  private static @Nullable Consumer<Thread> both(
      @Nullable Consumer<Thread> own, List<Consumer<Thread>> others) {
    if (others.isEmpty()) {
      return own;
    }
    return thread -> {
      if (own != null) {
        tell(own, thread);
      }
      for (Consumer<Thread> other : others) {
        tell(other, thread);
      }
    };
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
