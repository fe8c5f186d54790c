package io.threadleak.attribution;

import io.threadleak.model.CreationSite;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A creation site with its running counts. Thread-safe. */
public final class SiteEntry {

  private final CreationSite site;
  private final int index;
  private final @Nullable StackTraceElement root;
  private final LongAdder started = new LongAdder();
  private final LongAdder ended = new LongAdder();

  SiteEntry(CreationSite site, int index, @Nullable StackTraceElement root) {
    this.site = site;
    this.index = index;
    this.root = root;
  }

  /** Who starts the threads. */
  public CreationSite site() {
    return site;
  }

  /** The entry's place in its table: dense, from 0, and never given to another. */
  public int index() {
    return index;
  }

  /** The application frame that sites started by this one's threads fall back on, if any. */
  @Nullable StackTraceElement root() {
    return root;
  }

  /** Threads started here since the table was made. */
  public long started() {
    return started.sum();
  }

  /** Threads of this site that have ended since then. */
  public long ended() {
    return ended.sum();
  }

  void countStart() {
    started.increment();
  }

  void countEnd() {
    ended.increment();
  }

  /** Counts starts and ends that a round found out about, each 0 or more. */
  public void count(long newlyStarted, long newlyEnded) {
    started.add(newlyStarted);
    ended.add(newlyEnded);
  }

  /** Takes back a start that the JVM refused. */
  void uncountStart() {
    started.decrement();
  }
}
