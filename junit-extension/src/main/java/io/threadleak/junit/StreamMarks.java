package io.threadleak.junit;

import io.threadleak.attribution.OwnThreads;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Marks in the stream of starts: short threads, by whose start it is known that those before it
 * were read, as good as certainly: the JVM hands events over thread by thread. Thread-safe.
 */
final class StreamMarks {

  private static final String NAME = "mark";
  private static final String PREFIX = OwnThreads.GROUP_NAME + "-" + NAME + "-";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** The factory counts as this does, since only a mark makes a thread. */
  private final ThreadFactory threads = OwnThreads.factory(NAME);

  private long set;
  private long read;

  /** Waits until a mark that is set now was read; after 5 s no longer. */
  synchronized void await() {
    boolean interrupted = Thread.interrupted();
    long mark = ++set;
    threads.newThread(() -> {}).start();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    long left = PATIENCE_NANOS;
    while (read < mark && left > 0) {
      try {
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      } catch (InterruptedException later) {
        interrupted = true;
      }
      left = deadline - System.nanoTime();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a thread of that name is a mark. */
  boolean isOwn(String name) {
    return name.startsWith(PREFIX);
  }

  /** The start of a mark was read. */
  synchronized void read(String name) {
    read = Math.max(read, Long.parseLong(name.substring(PREFIX.length())));
    notifyAll();
  }
}
