package io.threadleak.scheduling;

import io.threadleak.attribution.EventStream;
import io.threadleak.attribution.NearestFrame;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/**
 * What JFR tells of pinned virtual threads: each wait on a carrier of {@value #LEAST_MILLISECONDS}
 * ms and more when it has ended, and what the scheduler refused. Events arrive about a second late,
 * on a thread of threadleak's own. Thread-safe.
 */
final class PinEvents implements AutoCloseable {

  /** JFR's own default, so that this asks for no more than any recording does. */
  static final int LEAST_MILLISECONDS = 20;

  private static final Duration LEAST = Duration.ofMillis(LEAST_MILLISECONDS);
  private static final String PINNED = "jdk.VirtualThreadPinned";
  private static final String REFUSED = "jdk.VirtualThreadSubmitFailed";
  private static final String REASON = "pinnedReason";

  private final NearestFrame frames;
  private final PinLedger ledger;
  private final LongAdder refused = new LongAdder();
  private final EventReader reader = new EventReader("pinned", this::listen);

  PinEvents(NearestFrame frames, PinLedger ledger) {
    this.frames = frames;
    this.ledger = ledger;
  }

  /** Has a thread open the stream and read it; returns at once. Without effect when repeated. */
  void start() {
    reader.start();
  }

  /** Whether events are being read, or are about to be. */
  boolean isListening() {
    return reader.isListening();
  }

  /** Starts and wake-ups that the scheduler refused. */
  long refused() {
    return refused.sum();
  }

  /** What is wrong and what cures it, in a sentence; null if nothing. */
  @Nullable String trouble() {
    String blind = reader.blind();
    if (blind != null) {
      return "Pinned virtual threads are not timed, since JFR cannot be streamed from in this JVM ("
          + blind
          + "): use a JVM with the module jdk.jfr and a writable java.io.tmpdir.";
    }
    long failed = reader.failures();
    return failed == 0 ? null : failed + " JFR events of pinned threads could not be read.";
  }

  /** Ends the stream and its thread. Idempotent. */
  @Override
  public void close() {
    reader.close();
  }

  private void listen(EventStream stream) {
    stream.enable(PINNED).withStackTrace().withThreshold(LEAST);
    stream.enable(REFUSED).withoutStackTrace();
    stream.on(PINNED, this::pinned);
    stream.on(REFUSED, event -> refused.increment());
  }

  private void pinned(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    Duration waited = event.getDuration();
    // A recording of the host's may ask for shorter ones: what is counted must not depend on it.
    if (thread == null || waited.compareTo(LEAST) < 0) {
      return;
    }
    String frame = frames.of(event.getStackTrace());
    ledger.ended(thread.getJavaThreadId(), frame == null ? reason(event) : frame, waited.toNanos());
  }

  /** Why the thread could not leave its carrier: JDK 24 and later say so. */
  private static @Nullable String reason(RecordedEvent event) {
    return event.hasField(REASON) ? event.getString(REASON) : null;
  }
}
