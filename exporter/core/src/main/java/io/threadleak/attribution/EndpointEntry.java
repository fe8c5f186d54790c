package io.threadleak.attribution;

import java.util.concurrent.atomic.LongAdder;

/** A scope that threads are started in, with its running counts. Thread-safe. */
public final class EndpointEntry {

  private final String name;
  private final int index;
  private final LongAdder started = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder startedVirtual = new LongAdder();
  private final LongAdder completed = new LongAdder();

  EndpointEntry(String name, int index) {
    this.name = name;
    this.index = index;
  }

  /** What is served, at most 200 characters. */
  public String name() {
    return name;
  }

  /** The entry's place in its table: dense, from 0, and never given to another. */
  public int index() {
    return index;
  }

  /** Platform threads started in this scope since the table was made. */
  public long started() {
    return started.sum();
  }

  /** Platform threads of this scope that have ended since then. */
  public long ended() {
    return ended.sum();
  }

  /** Virtual threads started in this scope since then. */
  public long startedVirtual() {
    return startedVirtual.sum();
  }

  /** How often it was served to the end, as far as a round has read that. */
  public long completed() {
    return completed.sum();
  }

  /** Counts what was served since the last round, 0 or more. */
  public void countCompleted(long times) {
    completed.add(times);
  }

  void countStart() {
    started.increment();
  }

  void countEnd() {
    ended.increment();
  }

  void uncountStart() {
    started.decrement();
  }

  void countVirtualStart() {
    startedVirtual.increment();
  }

  void uncountVirtualStart() {
    startedVirtual.decrement();
  }
}
