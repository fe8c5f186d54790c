package io.threadleak.attribution;

import io.threadleak.model.AttributionSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A means of learning who starts threads: it feeds a {@link ThreadLedger} with starts and ends.
 *
 * <p>The three there are: {@link HookAttribution}, called by the agent; {@link JfrAttribution}, the
 * default without an agent; {@link NameAttribution}, for threads that neither has seen.
 */
public interface Attribution extends AutoCloseable {

  /** Which means this is. */
  AttributionSource source();

  /**
   * Begins to feed the ledger. Called once.
   *
   * @throws AttributionException if this means is blind in this JVM; the message says why and what
   *     cures it
   */
  void open(ThreadLedger ledger) throws AttributionException;

  /** How long after a start the ledger may still be waiting for it. Zero or more. */
  Duration lag();

  /** What is wrong with this means right now and what cures it, in a sentence; null if nothing. */
  default @Nullable String trouble() {
    return null;
  }

  /** Stops feeding the ledger and gives back all it took. Idempotent; never throws. */
  @Override
  void close();
}
