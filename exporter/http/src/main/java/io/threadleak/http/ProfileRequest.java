package io.threadleak.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a profile asks for.
 *
 * @param name of the profile
 * @param debug 0 for a program; 1 for text by stack, 2 and more for text by thread
 * @param seconds to wait between two looks whose difference is asked for; 0 for one look
 */
record ProfileRequest(String name, long debug, long seconds) {

  static final long MAX_SECONDS = 300;

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

  /** A request that is answered with 400; the words are Go's. */
  static final class BadRequest extends Exception {

    private static final long serialVersionUID = 1;

    BadRequest(String message) {
      super(message);
    }
  }

  /**
   * Reads a query as Go does: a {@code debug} that is no number is 0, and {@code seconds} is
   * checked first.
   */
  static ProfileRequest of(String name, @Nullable String debug, @Nullable String seconds)
      throws BadRequest {
    Long level = number(debug);
    long debugLevel = level == null ? 0 : Math.max(0, level);
    if (seconds == null || seconds.isEmpty()) {
      return new ProfileRequest(name, debugLevel, 0);
    }
    Long wait = number(seconds);
    if (wait == null || wait <= 0) {
      throw new BadRequest("invalid value for \"seconds\" - must be a positive integer");
    }
    if (wait > MAX_SECONDS) {
      throw new BadRequest("profile duration exceeds server's WriteTimeout");
    }
    if (debugLevel != 0) {
      throw new BadRequest("seconds and debug params are incompatible");
    }
    return new ProfileRequest(name, 0, wait);
  }

  boolean isDelta() {
    return seconds > 0;
  }

  /** For the name of a file to save the answer to. */
  String fileName() {
    return isDelta() ? name + "-delta" : name;
  }

  private static @Nullable Long number(@Nullable String text) {
    if (text == null || !NUMBER.matcher(text).matches()) {
      return null;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException beyondLong) {
      return null;
    }
  }
}
