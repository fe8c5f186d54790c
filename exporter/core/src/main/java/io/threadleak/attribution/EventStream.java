package io.threadleak.attribution;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jfr.EventSettings;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/**
 * A JFR stream that is a good guest: it is read on a daemon thread, and what fails on one event is
 * counted and goes no further. {@link RecordingStream#startAsync} would make a thread that is no
 * daemon, and so keep the host's JVM from ending by itself. Thread-safe once it is read.
 */
public final class EventStream implements AutoCloseable {

  private static final long STARTING_SECONDS = 3;

  private final LongAdder failures = new LongAdder();
  private final RecordingStream stream;

  /**
   * A stream without events, not yet recording. Takes some tenths of a second where it is the JVM's
   * first; JFR's own threads then join the thread group of the calling thread.
   *
   * @throws RuntimeException what JFR throws where it is switched off or has no place to write
   */
  public EventStream() {
    stream = outsideOfClassLoaders(RecordingStream::new);
    stream.setReuse(true);
    stream.setOrdered(true);
  }

  /** Has events of that name recorded; the caller says how. */
  public EventSettings enable(String event) {
    return stream.enable(event);
  }

  /** Has events of that name read; the object is used anew for the next one. */
  public void on(String event, Consumer<RecordedEvent> reader) {
    stream.onEvent(
        event,
        recorded -> {
          try {
            reader.accept(recorded);
          } catch (RuntimeException | LinkageError failure) {
            failures.increment();
          }
        });
  }

  /** Events that could not be read. */
  public long failures() {
    return failures.sum();
  }

  /**
   * Records and reads on the calling thread until this is closed.
   *
   * @throws RuntimeException what JFR threw instead of recording, or since this is closed already
   */
  public void read() {
    outsideOfClassLoaders(
        () -> {
          stream.start();
          return stream;
        });
  }

  /**
   * Reads on a thread of its own; returns once JFR records, or after {@value #STARTING_SECONDS} s.
   *
   * @throws RuntimeException what JFR threw instead of recording
   */
  void start() {
    CountDownLatch decided = new CountDownLatch(1);
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    FlightRecorderListener listener =
        new FlightRecorderListener() {
          @Override
          public void recordingStateChanged(Recording recording) {
            if (recording.getState() == RecordingState.RUNNING) {
              decided.countDown();
            }
          }
        };
    FlightRecorder.addListener(listener);
    try {
      OwnThreads.factory("jfr").newThread(() -> read(failure, decided)).start();
      if (!decided.await(STARTING_SECONDS, TimeUnit.SECONDS)) {
        return; // the canary tells whether events come
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      FlightRecorder.removeListener(listener);
    }
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }

  private void read(AtomicReference<@Nullable RuntimeException> failure, CountDownLatch decided) {
    try {
      read();
    } catch (RuntimeException refused) {
      failure.set(refused);
    } finally {
      decided.countDown();
    }
  }

  /**
   * Threads that JFR makes once for the JVM's whole life take over the context class loader of
   * whoever has them made, and would keep that of a web application.
   */
  private static <T> T outsideOfClassLoaders(Supplier<T> task) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(null);
    try {
      return task.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Ends recording and reading, and with it the thread. Idempotent. */
  @Override
  public void close() {
    stream.close();
  }
}
