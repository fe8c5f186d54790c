package io.threadleak.model;

import org.jspecify.annotations.Nullable;

/**
 * Throughput as of one round.
 *
 * @param source where the count comes from, in words: {@code "counter"}, {@code "servlet
 *     requests"}, or why there is none
 * @param completed units of work completed since the source began; null where throughput is unknown
 * @param perSecond completed units a second over the last minutes; null where unknown
 */
public record WorkReport(String source, @Nullable Long completed, @Nullable Double perSecond) {

  /** What units of work are called where nothing more is known of them. */
  public static final String UNITS = "units of work";
}
