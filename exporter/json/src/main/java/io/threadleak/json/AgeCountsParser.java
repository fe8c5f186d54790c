package io.threadleak.json;

import io.threadleak.model.AgeCounts;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The values of {@code olderThan}, whatever their order. Used by one thread. */
final class AgeCountsParser {

  private static final int MOST_AGES = 100;
  private static final int MOST_DIGITS = 9;

  private final int[] seconds = new int[MOST_AGES];
  private final int[] threads = new int[MOST_AGES];
  private int ages;

  /** The counts that a parser stands at; none where it stands at null. */
  AgeCounts read(JsonParser parser) throws RecordingFormatException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return AgeCounts.NONE;
    }
    RecordingValues.object(parser, "olderThan");
    ages = 0;
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      int age = age(key);
      parser.nextToken();
      put(age, (int) RecordingValues.whole(parser, key, 0, Integer.MAX_VALUE));
    }
    return AgeCounts.of(seconds, threads, ages);
  }

  private void put(int age, int count) throws RecordingFormatException {
    boolean isHighest = ages == 0 || seconds[ages - 1] < age;
    int index = isHighest ? ages : Arrays.binarySearch(seconds, 0, ages, age);
    if (!isHighest && index >= 0) {
      throw new RecordingFormatException(
          "\"olderThan\" has %s twice".formatted(RecordingValues.quoted(Integer.toString(age))));
    }
    if (ages == MOST_AGES) {
      throw new RecordingFormatException("\"olderThan\" has more than " + MOST_AGES + " ages");
    }
    int place = isHighest ? index : -index - 1;
    System.arraycopy(seconds, place, seconds, place + 1, ages - place);
    System.arraycopy(threads, place, threads, place + 1, ages - place);
    seconds[place] = age;
    threads[place] = count;
    ages++;
  }

  /** By hand, for a day's recording holds millions of them. */
  private static int age(String key) throws RecordingFormatException {
    int age = 0;
    for (int i = 0; i < key.length(); i++) {
      char digit = key.charAt(i);
      if (digit < '0' || digit > '9' || i == MOST_DIGITS) {
        throw unfit(key);
      }
      age = 10 * age + digit - '0';
    }
    if (age == 0) {
      throw unfit(key);
    }
    return age;
  }

  private static RecordingFormatException unfit(String key) {
    return new RecordingFormatException(
        "\"olderThan\" must have ages in whole seconds from 1 to 999999999, but has "
            + RecordingValues.quoted(key));
  }
}
