package io.threadleak.model;

/** How long a label's value may be. */
public final class LabelText {

  /** Longer values are cut, the last character becoming {@code …}. */
  public static final int MAX_LENGTH = 200;

  private LabelText() {}

  /** The text as a label shows it; cut by code points, so that no surrogate pair is torn. */
  public static String cut(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = MAX_LENGTH - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
