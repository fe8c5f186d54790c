package io.threadleak.json;

/**
 * The words of a recording: JSON Lines, a header and one object a round.
 *
 * <pre>{@code
 * {"format":"threadleak-recording","version":1,"intervalSeconds":10.0}
 * {"t":1760000000.0,"throughput":459,"sites":{"NAME":{"kind":"platform","live":52,"started":112,
 *  "terminated":60,"olderThan":{"60":40,"300":12,"900":0,"3600":0,"14400":0}}}}
 * }</pre>
 */
final class RecordingFormat {

  /** What {@link #FORMAT_KEY} holds. */
  static final String FORMAT = "threadleak-recording";

  /** What {@link #VERSION_KEY} holds; unknown keys come without a new one. */
  static final int VERSION = 1;

  static final String FORMAT_KEY = "format";
  static final String VERSION_KEY = "version";

  /** Seconds from one round to the next. */
  static final String INTERVAL_SECONDS = "intervalSeconds";

  /** Not in every header: rounds of the process that could not be recorded so far. */
  static final String LOST_ROUNDS = "lostRounds";

  /** Epoch seconds of a round. */
  static final String TIME = "t";

  /** Units of work completed, cumulative; null where unknown. */
  static final String THROUGHPUT = "throughput";

  /** Sites by name. */
  static final String SITES = "sites";

  static final String KIND = "kind";
  static final String LIVE = "live";

  /** Cumulative. */
  static final String STARTED = "started";

  /** Cumulative: threads that have ended. */
  static final String TERMINATED = "terminated";

  /** Live threads by the age in seconds that they have reached. */
  static final String OLDER_THAN = "olderThan";

  /** Not in every recording: the {@code site_id}. */
  static final String SITE_ID = "siteId";

  /** Not in every recording: threads that the site's pools may hold at most. */
  static final String BOUND = "bound";

  private RecordingFormat() {}
}
