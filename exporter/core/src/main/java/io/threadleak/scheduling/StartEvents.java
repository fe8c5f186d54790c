package io.threadleak.scheduling;

import io.threadleak.attribution.EventStream;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How many virtual threads start and end, as JFR tells: totals alone, since its events hold no
 * stack of who started them. Each thread costs two events. They arrive about a second late, on a
 * thread of threadleak's own. Thread-safe.
 */
final class StartEvents implements AutoCloseable {

  private static final String STARTED = "jdk.VirtualThreadStart";
  private static final String ENDED = "jdk.VirtualThreadEnd";

  private final LongAdder started = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final EventReader reader = new EventReader("virtual-starts", this::listen);

  private void listen(EventStream stream) {
    stream.enable(STARTED).withoutStackTrace();
    stream.enable(ENDED).withoutStackTrace();
    stream.on(STARTED, event -> started.increment());
    stream.on(ENDED, event -> ended.increment());
  }

  /** Has a thread open the stream and read it; returns at once. */
  void start() {
    reader.start();
  }

  /** Virtual threads started since then; null where JFR does not tell. */
  @Nullable Long started() {
    return reader.isListening() ? started.sum() : null;
  }

  /** Virtual threads ended since then, those from before included; null as the starts. */
  @Nullable Long ended() {
    return reader.isListening() ? ended.sum() : null;
  }

  /** What is wrong and what cures it, in a sentence; null if nothing. */
  @Nullable String trouble() {
    String blind = reader.blind();
    return blind == null
        ? null
        : "Starts and ends of virtual threads are not counted, since JFR cannot be streamed from in"
            + " this JVM ("
            + blind
            + "): use a JVM with the module jdk.jfr and a writable java.io.tmpdir.";
  }

  /** Ends the stream and its thread. Idempotent. */
  @Override
  public void close() {
    reader.close();
  }
}
