package io.threadleak.json;

import io.threadleak.model.AgeCounts;
import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Lines of a recording, as rounds. Unknown keys are passed over, for a later release may add some.
 * Used by one thread.
 */
final class RoundParser {

  /** The last second of the year 9999. */
  private static final double LATEST = 253_402_300_799.0;

  private static final int UNSEEN = -1;

  private final AgeCountsParser ages = new AgeCountsParser();
  private final int mostSites;
  private final Predicate<String> wanted;

  /**
   * Reads some of the sites.
   *
   * @param mostSites how many a line may have of them at most
   * @param wanted tells them by their names
   */
  RoundParser(int mostSites, Predicate<String> wanted) {
    this.mostSites = mostSites;
    this.wanted = wanted;
  }

  /**
   * The round that a parser stands before; empty where the line is another header, as files that
   * were joined have it.
   */
  Optional<RecordedRound> read(JsonParser parser) throws RecordingFormatException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new RecordingFormatException(
          "a round must be an object, but is " + RecordingValues.found(parser));
    }
    double time = Double.NaN;
    double work = Double.NaN;
    Map<String, RecordedSite> sites = null;
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      parser.nextToken();
      switch (key) {
        case RecordingFormat.TIME -> time = RecordingValues.number(parser, key, 0, LATEST);
        case RecordingFormat.THROUGHPUT -> work = work(parser);
        case RecordingFormat.SITES -> sites = sites(parser);
        default -> {
          if (RecordingHeader.isFormat(parser, key)) {
            return Optional.empty();
          }
          parser.skipChildren();
        }
      }
    }
    require(!Double.isNaN(time), RecordingFormat.TIME);
    return Optional.of(new RecordedRound(time, work, required(RecordingFormat.SITES, sites)));
  }

  private static double work(JsonParser parser) throws RecordingFormatException {
    return parser.currentToken() == JsonToken.VALUE_NULL
        ? Double.NaN
        : RecordingValues.number(parser, RecordingFormat.THROUGHPUT, 0, Double.MAX_VALUE);
  }

  private Map<String, RecordedSite> sites(JsonParser parser) throws RecordingFormatException {
    RecordingValues.object(parser, RecordingFormat.SITES);
    Map<String, RecordedSite> sites = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (!wanted.test(name)) {
        parser.skipChildren();
        continue;
      }
      if (sites.put(name, site(parser, name)) != null) {
        throw new RecordingFormatException(
            "site " + RecordingValues.quoted(name) + " stands there twice");
      }
      if (sites.size() > mostSites) {
        throw RecordingLimits.tooManySites(mostSites);
      }
    }
    return sites;
  }

  private RecordedSite site(JsonParser parser, String name) throws RecordingFormatException {
    try {
      RecordingValues.object(parser, "its value");
      return site(parser);
    } catch (RecordingFormatException e) {
      throw e.at("site " + RecordingValues.quoted(name));
    }
  }

  private RecordedSite site(JsonParser parser) throws RecordingFormatException {
    ThreadKind kind = null;
    long live = UNSEEN;
    long started = UNSEEN;
    long ended = UNSEEN;
    AgeCounts olderThan = AgeCounts.NONE;
    int bound = SiteHistory.UNBOUNDED;
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      parser.nextToken();
      switch (key) {
        case RecordingFormat.KIND -> kind = kind(parser);
        case RecordingFormat.LIVE ->
            live = RecordingValues.whole(parser, key, 0, Integer.MAX_VALUE);
        case RecordingFormat.STARTED ->
            started = RecordingValues.whole(parser, key, 0, Long.MAX_VALUE);
        case RecordingFormat.TERMINATED ->
            ended = RecordingValues.whole(parser, key, 0, Long.MAX_VALUE);
        case RecordingFormat.OLDER_THAN -> olderThan = ages.read(parser);
        case RecordingFormat.BOUND -> bound = bound(parser);
        default -> parser.skipChildren();
      }
    }
    require(live != UNSEEN, RecordingFormat.LIVE);
    require(started != UNSEEN, RecordingFormat.STARTED);
    require(ended != UNSEEN, RecordingFormat.TERMINATED);
    return new RecordedSite(
        required(RecordingFormat.KIND, kind), (int) live, started, ended, olderThan, bound);
  }

  private static ThreadKind kind(JsonParser parser) throws RecordingFormatException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      String label = parser.getString();
      for (ThreadKind kind : ThreadKind.values()) {
        if (kind.label().equals(label)) {
          return kind;
        }
      }
    }
    throw RecordingValues.unfit(parser, RecordingFormat.KIND, "\"platform\" or \"virtual\"");
  }

  private static int bound(JsonParser parser) throws RecordingFormatException {
    return parser.currentToken() == JsonToken.VALUE_NULL
        ? SiteHistory.UNBOUNDED
        : (int) RecordingValues.whole(parser, RecordingFormat.BOUND, 0, Integer.MAX_VALUE);
  }

  private static void require(boolean seen, String key) throws RecordingFormatException {
    if (!seen) {
      throw RecordingValues.missing(key);
    }
  }

  private static <T> T required(String key, @Nullable T value) throws RecordingFormatException {
    if (value == null) {
      throw RecordingValues.missing(key);
    }
    return value;
  }
}
