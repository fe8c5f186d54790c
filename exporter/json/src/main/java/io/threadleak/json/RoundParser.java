package io.threadleak.json;

import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One line of a recording, as a round. Unknown keys are passed over, for a later release may add
 * some.
 */
final class RoundParser {

  /** The last second of the year 9999. */
  private static final double LATEST = 253_402_300_799.0;

  private static final int MOST_AGES = 100;

  private final JsonParser parser;
  private final int mostSites;

  private RoundParser(JsonParser parser, int mostSites) {
    this.parser = parser;
    this.mostSites = mostSites;
  }

  /**
   * The round that a parser stands before; empty where the line is another header, as files that
   * were joined have it.
   */
  static Optional<RecordedRound> read(JsonParser parser, int mostSites)
      throws RecordingFormatException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new RecordingFormatException(
          "a round must be an object, but is " + RecordingValues.found(parser));
    }
    return new RoundParser(parser, mostSites).round();
  }

  private Optional<RecordedRound> round() throws RecordingFormatException {
    double time = Double.NaN;
    double work = Double.NaN;
    Map<String, RecordedSite> sites = null;
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      parser.nextToken();
      switch (key) {
        case "t" -> time = RecordingValues.number(parser, key, 0, LATEST);
        case "throughput" -> work = work();
        case "sites" -> sites = sites();
        case "format" -> {
          if (RecordingHeader.FORMAT.equals(parser.getString())) {
            return Optional.empty();
          }
          parser.skipChildren();
        }
        default -> parser.skipChildren();
      }
    }
    if (Double.isNaN(time)) {
      throw RecordingValues.missing("t");
    }
    if (sites == null) {
      throw RecordingValues.missing("sites");
    }
    return Optional.of(new RecordedRound(time, work, sites));
  }

  private double work() throws RecordingFormatException {
    return parser.currentToken() == JsonToken.VALUE_NULL
        ? Double.NaN
        : RecordingValues.number(parser, "throughput", 0, Double.MAX_VALUE);
  }

  private Map<String, RecordedSite> sites() throws RecordingFormatException {
    RecordingValues.object(parser, "sites");
    Map<String, RecordedSite> sites = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (sites.put(name, site(name)) != null) {
        throw new RecordingFormatException(
            "site " + RecordingValues.quoted(name) + " stands there twice");
      }
      if (sites.size() > mostSites) {
        throw new RecordingFormatException("more than " + mostSites + " sites");
      }
    }
    return sites;
  }

  private RecordedSite site(String name) throws RecordingFormatException {
    try {
      RecordingValues.object(parser, "site");
      return site();
    } catch (RecordingFormatException e) {
      throw e.at("site " + RecordingValues.quoted(name));
    }
  }

  private RecordedSite site() throws RecordingFormatException {
    ThreadKind kind = null;
    long live = -1;
    long started = -1;
    long ended = -1;
    SortedMap<Integer, Integer> olderThan = new TreeMap<>();
    int bound = SiteHistory.UNBOUNDED;
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      parser.nextToken();
      switch (key) {
        case "kind" -> kind = kind();
        case "live" -> live = RecordingValues.whole(parser, key, 0, Integer.MAX_VALUE);
        case "started" -> started = RecordingValues.whole(parser, key, 0, Long.MAX_VALUE);
        case "terminated" -> ended = RecordingValues.whole(parser, key, 0, Long.MAX_VALUE);
        case "olderThan" -> olderThan = olderThan();
        case "bound" -> bound = bound();
        default -> parser.skipChildren();
      }
    }
    require(kind != null, "kind");
    require(live >= 0, "live");
    require(started >= 0, "started");
    require(ended >= 0, "terminated");
    return new RecordedSite(
        Keys.required("kind", kind), (int) live, started, ended, olderThan, bound);
  }

  private static void require(boolean there, String key) throws RecordingFormatException {
    if (!there) {
      throw RecordingValues.missing(key);
    }
  }

  private ThreadKind kind() throws RecordingFormatException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      String label = parser.getString();
      for (ThreadKind kind : ThreadKind.values()) {
        if (kind.label().equals(label)) {
          return kind;
        }
      }
    }
    throw RecordingValues.unfit(parser, "kind", "\"platform\" or \"virtual\"");
  }

  private int bound() throws RecordingFormatException {
    return parser.currentToken() == JsonToken.VALUE_NULL
        ? SiteHistory.UNBOUNDED
        : (int) RecordingValues.whole(parser, "bound", 0, Integer.MAX_VALUE);
  }

  private SortedMap<Integer, Integer> olderThan() throws RecordingFormatException {
    SortedMap<Integer, Integer> threads = new TreeMap<>();
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return threads;
    }
    RecordingValues.object(parser, "olderThan");
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      int age = age(key);
      parser.nextToken();
      threads.put(age, (int) RecordingValues.whole(parser, key, 0, Integer.MAX_VALUE));
      if (threads.size() > MOST_AGES) {
        throw new RecordingFormatException("\"olderThan\" has more than " + MOST_AGES + " ages");
      }
    }
    return threads;
  }

  private static int age(String key) throws RecordingFormatException {
    if (key.matches("[1-9]\\d{0,8}")) {
      return Integer.parseInt(key);
    }
    throw new RecordingFormatException(
        "\"olderThan\" must have ages in whole seconds from 1 to 999999999, but has "
            + RecordingValues.quoted(key));
  }
}
