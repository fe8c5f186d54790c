package io.threadleak.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.threadleak.model.LeakReport;
import java.nio.ByteBuffer;

/**
 * What is served at {@code /}: a page that draws itself, and for who has no scripts, in its {@code
 * noscript}, what {@link IndexPage} says. Immutable and thread-safe.
 */
final class FrontPage {

  private static final String START = "<noscript>";
  private static final String END = "</noscript>";

  private final byte[] before;
  private final byte[] after;
  private final String policy;

  /**
   * A page.
   *
   * @param html in UTF-8, with one {@code noscript}
   * @param policy the content security policy that lets it run
   * @throws IllegalArgumentException if it has no {@code noscript}
   */
  FrontPage(byte[] html, String policy) {
    String page = new String(html, UTF_8);
    int start = page.indexOf(START) + START.length();
    int end = page.indexOf(END, start);
    if (start < START.length() || end < 0) {
      throw new IllegalArgumentException(
          "page has no noscript element: give it one for those who have no scripts");
    }
    this.before = page.substring(0, start).getBytes(UTF_8);
    this.after = page.substring(end).getBytes(UTF_8);
    this.policy = policy;
  }

  /** The page beside a report. */
  Reply of(LeakReport report, boolean hasProfiles) {
    byte[] words = IndexPage.body(report, hasProfiles).getBytes(UTF_8);
    byte[] html =
        ByteBuffer.allocate(before.length + words.length + after.length)
            .put(before)
            .put(words)
            .put(after)
            .array();
    return new Reply(200, Reply.HTML, html, policy);
  }
}
