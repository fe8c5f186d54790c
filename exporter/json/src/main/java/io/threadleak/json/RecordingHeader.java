package io.threadleak.json;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The first line of a recording.
 *
 * @param interval from one round to the next
 */
record RecordingHeader(Duration interval) {

  private static final String FORMAT = "threadleak-recording";
  private static final int VERSION = 1;

  private static final double LEAST_SECONDS = 0.001;
  private static final double MOST_SECONDS = 86_400;

  static final String EXPECTED =
      "a recording is expected, which begins with a line such as"
          + " {\"format\":\"%s\",\"version\":%d,\"intervalSeconds\":10.0}"
              .formatted(FORMAT, VERSION);

  /** The header that a parser stands before. */
  static RecordingHeader read(JsonParser parser) throws RecordingFormatException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new RecordingFormatException(EXPECTED);
    }
    String format = null;
    String version = null;
    Duration interval = null;
    RecordingFormatException unfit = RecordingValues.missing("intervalSeconds");
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      parser.nextToken();
      switch (key) {
        case "format" -> format = text(parser);
        case "version" -> version = RecordingValues.found(parser);
        case "intervalSeconds" -> {
          try {
            interval = interval(parser);
          } catch (RecordingFormatException e) {
            unfit = e;
          }
        }
        default -> {}
      }
      parser.skipChildren();
    }
    check(format, version);
    if (interval == null) {
      throw unfit;
    }
    return new RecordingHeader(interval);
  }

  /** Whether a key and the value that a parser stands at tell a header from a round. */
  static boolean isFormat(JsonParser parser, String key) {
    return key.equals("format") && FORMAT.equals(text(parser));
  }

  private static @Nullable String text(JsonParser parser) {
    return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : null;
  }

  private static Duration interval(JsonParser parser) throws RecordingFormatException {
    double seconds = RecordingValues.number(parser, "intervalSeconds", LEAST_SECONDS, MOST_SECONDS);
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static void check(@Nullable String format, @Nullable String version)
      throws RecordingFormatException {
    if (!FORMAT.equals(format)) {
      throw new RecordingFormatException(EXPECTED);
    }
    if (version == null) {
      throw RecordingValues.missing("version");
    }
    if (!version.equals(Integer.toString(VERSION))) {
      throw new RecordingFormatException(
          "\"version\" is %s, this release reads %d".formatted(version, VERSION));
    }
  }
}
