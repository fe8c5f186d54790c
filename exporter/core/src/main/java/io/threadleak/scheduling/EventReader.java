package io.threadleak.scheduling;

import io.threadleak.attribution.EventStream;
import io.threadleak.attribution.OwnThreads;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A JFR stream that is opened and read on a thread of threadleak's own, once it is asked to. Says
 * why it is blind instead of failing. Thread-safe.
 */
final class EventReader implements AutoCloseable {

  private final String threadName;
  private final Consumer<EventStream> events;
  private @Nullable EventStream stream;
  private boolean closed;
  private volatile @Nullable String blind;
  private volatile boolean started;

  /**
   * Makes a reader; nothing runs yet.
   *
   * @param threadName what its thread does, as {@link OwnThreads#factory} takes it
   * @param events enables the events on the stream, and says who reads them
   */
  EventReader(String threadName, Consumer<EventStream> events) {
    this.threadName = threadName;
    this.events = events;
  }

  /** Has a thread open the stream and read it; returns at once. Without effect when repeated. */
  void start() {
    if (!started) {
      started = true;
      OwnThreads.factory(threadName).newThread(this::run).start();
    }
  }

  /** Whether events are being read, or are about to be. */
  boolean isListening() {
    return started && blind == null;
  }

  /** Why no events come; null while they do, and before and after. */
  @Nullable String blind() {
    return blind;
  }

  /** Events that could not be read. */
  synchronized long failures() {
    return stream == null ? 0 : stream.failures();
  }

  /** Ends the stream and its thread. Idempotent. */
  @Override
  public void close() {
    EventStream open;
    synchronized (this) {
      closed = true;
      open = stream;
    }
    if (open != null) {
      open.close();
    }
  }

  private void run() {
    try (EventStream opened = new EventStream()) {
      events.accept(opened);
      synchronized (this) {
        if (closed) {
          return;
        }
        stream = opened;
      }
      opened.read();
      ended("its recording was stopped");
    } catch (RuntimeException | LinkageError | OutOfMemoryError failure) {
      ended(failure.toString());
    }
  }

  /** A stream that is closed before it is read says so by an exception, too. */
  private synchronized void ended(String why) {
    blind = closed ? null : why;
  }
}
