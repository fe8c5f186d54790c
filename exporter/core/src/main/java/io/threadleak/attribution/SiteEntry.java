package io.threadleak.attribution;

import io.threadleak.model.CreationSite;
import java.util.concurrent.atomic.LongAdder;

/** A creation site with its running counts. Thread-safe. */
public final class SiteEntry {

  private final CreationSite site;
  private final LongAdder started = new LongAdder();
  private final LongAdder ended = new LongAdder();

  SiteEntry(CreationSite site) {
    this.site = site;
  }

  /** Who starts the threads. */
  public CreationSite site() {
    return site;
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

  /** Takes back a start that the JVM refused. */
  void uncountStart() {
    started.decrement();
  }
}
