package io.threadleak.agent.prometheus;

import java.time.Duration;

/**
 * A range of time walked in pieces, oldest first. A piece that is too much to ask for at once is
 * halved, and so are those after it. Used by one thread.
 */
final class Chunks {

  /** Asks for the samples of one piece. */
  interface Query {

    /**
     * Reads the piece.
     *
     * @param after where it begins, in milliseconds since the epoch, that one excluded
     * @param to where it ends, included
     * @throws QueryException if that is not possible; {@linkplain QueryException#isTooMuch() too
     *     much} leads to a shorter piece
     */
    void read(long after, long to) throws QueryException;
  }

  private final long start;
  private final long end;
  private final long least;
  private long width;
  private long done;

  /**
   * Nothing walked yet. All in milliseconds, the first three since the epoch.
   *
   * @param start excluded
   * @param end included
   * @param width of a piece to begin with
   * @param least that is not halved any more
   */
  Chunks(long start, long end, long width, long least) {
    this.start = start;
    this.end = end;
    this.least = least;
    this.width = width;
    this.done = start;
  }

  boolean hasNext() {
    return done < end;
  }

  /** The share that is walked, 0 to 1. */
  double share() {
    return (done - start) / (double) Math.max(1, end - start);
  }

  /** Reads the next piece. */
  void next(Query query) throws QueryException {
    while (true) {
      long to = Math.min(done + width, end);
      try {
        query.read(done, to);
        done = to;
        return;
      } catch (QueryException e) {
        if (!e.isTooMuch()) {
          throw e;
        }
        if (width / 2 < least) {
          throw new QueryException(
              "%s, and be it for %d s: narrow --selector, or raise the limit there"
                  .formatted(e.getMessage(), Duration.ofMillis(width).toSeconds()),
              e);
        }
        width /= 2;
      }
    }
  }
}
