package io.threadleak.attribution;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The virtual threads that the factories made here have started: how a monitor without the agent
 * counts virtual threads, exactly, and without a flag. Thread-safe; nothing it does throws into a
 * thread of the host's.
 *
 * <pre>{@code
 * CountedThreads counted = new CountedThreads();
 * ExecutorService executor =
 *     Executors.newThreadPerTaskExecutor(counted.factory(Thread.ofVirtual().factory()));
 * ThreadLeakMonitor monitor = ThreadLeakMonitor.builder().virtualThreads(counted).start();
 * }</pre>
 *
 * <p>A thread counts from when it begins to run, at the line that had it made. Threads that began
 * before a monitor was started are counted, but their line is unknown. A live thread takes 40 bytes
 * here, one that has ended none. It waits for no more than a few links to be followed: the set of
 * live threads is many lists, and whoever goes through one lets go of it after every few threads.
 */
public final class CountedThreads {

  private final LiveTasks live = new LiveTasks();
  private final AtomicInteger factories = new AtomicInteger();
  private final LongAdder failures = new LongAdder();
  private volatile @Nullable VirtualStarts starts;

  /** No threads yet. */
  public CountedThreads() {}

  /**
   * A factory whose virtual threads are counted: it has the given one make them. Best one for each
   * executor, since what an executor runs can be told apart by its factory at no cost. Platform
   * threads are only passed on, as they are seen without; before Java 21 the given factory itself
   * is returned.
   */
  public ThreadFactory factory(ThreadFactory delegate) {
    Objects.requireNonNull(delegate, "delegate");
    if (!VirtualThreadApi.exists()) {
      return delegate;
    }
    factories.incrementAndGet();
    return new CountedFactory(delegate, this);
  }

  /** Factories made so far; 0 before Java 21. */
  public int factories() {
    return factories.get();
  }

  /** Threads that could not be counted because of an error inside threadleak. */
  public long failures() {
    return failures.sum();
  }

  /** Has starts told; false if somebody else is told of them already. */
  public synchronized boolean open(VirtualStarts to) {
    if (starts != null) {
      return false;
    }
    starts = to;
    return true;
  }

  /** Has starts told no more. */
  public synchronized void close(VirtualStarts to) {
    if (starts == to) {
      starts = null;
    }
  }

  /**
   * Hands over each counted thread that lives during all of the call once, and may hand over those
   * that begin or end meanwhile; ends early once it is told to.
   */
  public void forEach(Visitor visitor) {
    live.forEach(visitor);
  }

  void made(CountedTask counted, Thread thread, CountedFactory factory) {
    VirtualStarts to = starts;
    if (to != null) {
      to.made(counted, thread, factory);
    }
  }

  /** Called on the thread that begins to run the task; whether it is counted. */
  boolean begin(CountedTask counted) {
    Thread current = Thread.currentThread();
    if (!VirtualThreadApi.isVirtual(current) || !counted.takenBy(current)) {
      return false;
    }
    try {
      // Live first, then counted: what lives was started, though nobody told of it yet.
      live.add(counted, ThreadIds.of(current));
    } catch (Throwable notTheHostsConcern) {
      failures.increment();
      counted.letGo();
      return false;
    }
    VirtualStarts to = starts;
    if (to != null) {
      to.running(counted, current);
    }
    return true;
  }

  void end(CountedTask counted) {
    try {
      live.remove(counted, ThreadIds.of(Thread.currentThread()));
      counted.letGo();
    } catch (Throwable notTheHostsConcern) {
      failures.increment();
    }
  }

  /** Who is shown the threads. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Looks at one thread.
     *
     * @param task what tells {@link VirtualStarts#classOf} the class of what the thread runs
     * @return whether to go on
     */
    boolean visit(Thread thread, Object task);
  }
}
