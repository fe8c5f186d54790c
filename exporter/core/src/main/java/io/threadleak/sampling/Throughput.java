package io.threadleak.sampling;

import io.threadleak.model.WorkReport;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How much work has been completed: the yardstick that growth is held against.
 *
 * <p>Read once a round on the monitor's own thread; may be slow or throw: a failure is counted and
 * leaves throughput unknown for that round.
 */
public interface Throughput {

  /**
   * Units of work completed since some fixed beginning, such as requests answered. Expected to be
   * monotone; a lower value than before is taken as a restart of the count. Empty while unknown.
   */
  OptionalLong completed();

  /** Where the count comes from, or why there is none, in a few words. Never null. */
  String source();

  /** What a unit of work is called in a sentence, in the plural: {@code requests}. Never null. */
  default String units() {
    return WorkReport.UNITS;
  }

  /** A count the application keeps, {@code requests::count}. */
  static Throughput counter(LongSupplier completed) {
    Objects.requireNonNull(completed, "completed");
    return new Throughput() {
      @Override
      public OptionalLong completed() {
        return OptionalLong.of(completed.getAsLong());
      }

      @Override
      public String source() {
        return "counter";
      }
    };
  }

  /** No throughput: growth is judged over time alone, and the report says so. */
  static Throughput none() {
    return new Throughput() {
      @Override
      public OptionalLong completed() {
        return OptionalLong.empty();
      }

      @Override
      public String source() {
        return "none: no source of throughput was given";
      }
    };
  }
}
