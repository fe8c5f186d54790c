package io.threadleak.attribution;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/**
 * The daemon thread that reads a JFR stream. {@link RecordingStream#startAsync} would make a thread
 * that is no daemon, and so keep the host's JVM from ending by itself.
 */
final class StreamThread {

  private static final long STARTING_SECONDS = 3;

  private StreamThread() {}

  /**
   * Starts reading; returns once JFR records, or after {@value #STARTING_SECONDS} s. The thread
   * ends when the stream is closed.
   *
   * @throws RuntimeException what JFR threw instead of recording
   */
  static void start(RecordingStream stream) {
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
      OwnThreads.factory("jfr").newThread(() -> read(stream, failure, decided)).start();
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

  private static void read(
      RecordingStream stream,
      AtomicReference<@Nullable RuntimeException> failure,
      CountDownLatch decided) {
    try {
      stream.start();
    } catch (RuntimeException refused) {
      failure.set(refused);
    } finally {
      decided.countDown();
    }
  }
}
