package io.threadleak.analysis;

/** Text from the host, fit for a sentence: one bounded line that moves no cursor. */
final class PlainText {

  private PlainText() {}

  /**
   * The text with a question mark for each character that is not to be seen, cut to so many
   * characters, the last of them then {@code …}.
   */
  static String of(String text, int mostCharacters) {
    if (text.length() <= mostCharacters && isAscii(text)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(Math.min(text.length(), mostCharacters));
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      int room = mostCharacters - (next < text.length() ? 1 : 0);
      if (plain.length() + next - at > room) {
        return plain.append('…').toString();
      }
      plain.appendCodePoint(isSeen(codePoint) ? codePoint : '?');
      at = next;
    }
    return plain.toString();
  }

  /** Whether nothing is to be done, as for nearly every name. */
  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
