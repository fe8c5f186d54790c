package io.threadleak.corpus;

import io.threadleak.corpus.program.Expectation;
import java.util.Locale;

/**
 * What a judge said of the threads at one site.
 *
 * @param program the program's name
 * @param site the site's method
 * @param expectation what it should have said
 * @param owned as in {@link io.threadleak.corpus.program.Site}
 * @param ownerEnds as there
 * @param threads how many stood there
 * @param proved how many of them it took for proved to be leaked
 * @param stuck how many for stuck
 * @param probable how many for probably leaked
 */
record SiteScore(
    String program,
    String site,
    Expectation expectation,
    boolean owned,
    boolean ownerEnds,
    int threads,
    int proved,
    int stuck,
    int probable) {

  /** The part of the threads that were proved or stuck, 0 to 1. */
  double hitRate() {
    return threads == 0 ? 0 : Math.min(1, (proved + stuck) / (double) threads);
  }

  /** Whether every thread was proved or stuck. */
  boolean isHit() {
    return proved + stuck == threads;
  }

  /**
   * {@code proved 1,000}, {@code stuck 99 of 100}, {@code missed}, {@code -} for a quiet control.
   */
  String words() {
    if (proved + stuck + probable == 0) {
      return expectation == Expectation.LEAK ? "missed" : "-";
    }
    StringBuilder words = new StringBuilder();
    append(words, "proved", proved);
    append(words, "stuck", stuck);
    append(words, "probable", probable);
    return words.toString();
  }

  private void append(StringBuilder words, String tier, int count) {
    if (count == 0) {
      return;
    }
    words.append(words.length() == 0 ? "" : ", ").append(tier).append(' ');
    words.append(String.format(Locale.ROOT, "%,d", count));
    if (count != threads) {
      words.append(String.format(Locale.ROOT, " of %,d", threads));
    }
  }
}
