package io.threadleak.sampling;

import io.threadleak.model.WorkReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Throughput} once a round into a monotone count: a source that restarts lower goes
 * on from where the count stood. Used by one thread at a time.
 */
public final class WorkMeter {

  private static final double RATE_WINDOW_SECONDS = 120;
  private static final int MIN_RATE_READINGS = 2;

  private record Point(double seconds, double completed) {}

  private final Throughput throughput;
  private final Deque<Point> recent = new ArrayDeque<>();
  private final MonotoneCount count = new MonotoneCount();
  private long failures;
  private @Nullable String failure;

  /** A meter that stands at what the source says first. */
  public WorkMeter(Throughput throughput) {
    this.throughput = throughput;
  }

  /** Reads the source; a source that throws is counted and keeps the last reading. */
  public void read(double seconds) {
    try {
      OptionalLong completed = throughput.completed();
      failure = null;
      if (completed.isPresent()) {
        count.read((double) completed.getAsLong());
      }
    } catch (Throwable hostsFailure) {
      failures++;
      failure = "the throughput source threw " + hostsFailure;
    }
    if (count.isKnown()) {
      recent.addLast(new Point(seconds, count.count()));
      while (recent.size() > MIN_RATE_READINGS
          && seconds - recent.getFirst().seconds() > RATE_WINDOW_SECONDS) {
        recent.removeFirst();
      }
    }
  }

  /** Units completed, monotone; NaN while unknown. */
  public double completed() {
    return count.count();
  }

  /** Reads that threw. */
  public long failures() {
    return failures;
  }

  /** What to tell of a source that throws, null if the last reading went well. */
  public @Nullable String trouble() {
    return failure == null
        ? null
        : "Throughput is not up to date: " + failure + ". Growth is judged on the last count.";
  }

  /** The count for a report. */
  public WorkReport report() {
    String source = sourceName();
    return count.isKnown()
        ? new WorkReport(source, (long) count.count(), perSecond())
        : new WorkReport(source, null, null);
  }

  private @Nullable Double perSecond() {
    if (recent.size() < MIN_RATE_READINGS) {
      return null;
    }
    Point first = recent.getFirst();
    Point latest = recent.getLast();
    double seconds = latest.seconds() - first.seconds();
    return seconds <= 0 ? null : (latest.completed() - first.completed()) / seconds;
  }

  /** What a unit of work is called, in the plural. */
  public String units() {
    try {
      String units = throughput.units();
      return units == null || units.isBlank() ? WorkReport.UNITS : units;
    } catch (RuntimeException hostsFailure) {
      return WorkReport.UNITS;
    }
  }

  private String sourceName() {
    try {
      return throughput.source();
    } catch (RuntimeException hostsFailure) {
      return "unnamed";
    }
  }
}
