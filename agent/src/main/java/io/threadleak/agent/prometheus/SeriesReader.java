package io.threadleak.agent.prometheus;

import java.util.Map;

/** Takes the series of an answer, one after another. */
interface SeriesReader {

  /**
   * The next series begins.
   *
   * @param labels all of them, the metric's name as {@code __name__}
   * @return takes its samples
   */
  Samples series(Map<String, String> labels);

  /** Takes the samples of one series. */
  @FunctionalInterface
  interface Samples {

    /** For a series that nobody asked for. */
    Samples NONE = (millis, value) -> {};

    /**
     * The next sample.
     *
     * @param millis since the epoch
     * @param value any, NaN included
     */
    void sample(long millis, double value);
  }
}
