package io.threadleak.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;

/** The value a parser stands at, as what its key demands; an error says what it is instead. */
final class RecordingValues {

  private static final int SHOWN_CHARACTERS = 60;

  private RecordingValues() {}

  /** A whole number from {@code least} to {@code most}; {@code 7.0} is one. */
  static long whole(JsonParser parser, String key, long least, long most)
      throws RecordingFormatException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
      long value = parser.getLongValue();
      if (least <= value && value <= most) {
        return value;
      }
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      double value = parser.getDoubleValue();
      if (least <= value && value <= most && value == Math.rint(value)) {
        return (long) value;
      }
    }
    String range =
        most == Long.MAX_VALUE ? "of " + least + " or more" : "from " + least + " to " + most;
    throw unfit(parser, key, "a whole number " + range);
  }

  /** A number from {@code least} to {@code most}. */
  static double number(JsonParser parser, String key, double least, double most)
      throws RecordingFormatException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      double value = parser.getDoubleValue();
      if (least <= value && value <= most) {
        return value;
      }
    }
    String range =
        most == Double.MAX_VALUE
            ? "of " + plain(least) + " or more"
            : "from " + plain(least) + " to " + plain(most);
    throw unfit(parser, key, "a number " + range);
  }

  /** Goes into an object. */
  static void object(JsonParser parser, String key) throws RecordingFormatException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw unfit(parser, key, "an object");
    }
  }

  static RecordingFormatException unfit(JsonParser parser, String key, String expected) {
    return new RecordingFormatException(
        "%s must be %s, but is %s".formatted(quoted(key), expected, found(parser)));
  }

  static RecordingFormatException missing(String key) {
    return new RecordingFormatException(quoted(key) + " is missing");
  }

  /** What stands there, in a few words. */
  static String found(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return "an object";
    }
    if (token == JsonToken.START_ARRAY) {
      return "an array";
    }
    return token == JsonToken.VALUE_STRING ? quoted(parser.getString()) : shown(parser.getString());
  }

  static String quoted(String text) {
    return '"' + shown(text) + '"';
  }

  /** A text from a file, short and without what could move the cursor of a terminal. */
  static String shown(String text) {
    String cut =
        text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
    StringBuilder plain = new StringBuilder();
    cut.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
