package io.threadleak.analysis;

import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.WorkReport;
import org.jspecify.annotations.Nullable;

/**
 * What a sentence about a site needs beside the site's history.
 *
 * @param site its label or name, of any characters and length
 * @param kind of its threads
 * @param pools thread pools that its threads belong to, as far as is known
 * @param bound threads that they may hold at most, or {@link SiteHistory#UNBOUNDED}
 * @param workUnits what a unit of work is called, in the plural: {@code requests}
 * @param headroom what the process may still start, null where no limit is known; always null of
 *     virtual threads, which the operating system does not count
 * @param endpoint what was served when most of its live threads were started, of any characters;
 *     null where that is unknown or was more than one
 */
public record Surroundings(
    String site,
    ThreadKind kind,
    int pools,
    int bound,
    String workUnits,
    @Nullable Headroom headroom,
    @Nullable String endpoint) {

  /** Leaves out a limit that does not bear on the kind. */
  public Surroundings {
    headroom = kind == ThreadKind.PLATFORM ? headroom : null;
  }

  /**
   * A process' threads and the limit they run into.
   *
   * @param limit threads that the operating system grants it at most
   * @param live threads that it has, those of the JVM itself included
   */
  public record Headroom(long limit, long live) {

    /** Threads that it may still start, 0 or more. */
    long left() {
      return Math.max(0, limit - live);
    }
  }

  /** Of a site whose endpoint is unknown. */
  Surroundings(
      String site,
      ThreadKind kind,
      int pools,
      int bound,
      String workUnits,
      @Nullable Headroom headroom) {
    this(site, kind, pools, bound, workUnits, headroom, null);
  }

  /** Of a site that only its counts are known of. */
  public static Surroundings of(String site, ThreadKind kind, int bound) {
    return new Surroundings(site, kind, 0, bound, WorkReport.UNITS, null);
  }

  /** {@code 37 threads}, {@code 37 virtual threads}. */
  String threads(double count) {
    return Figures.threads(count, kind);
  }

  boolean isBounded() {
    return bound != SiteHistory.UNBOUNDED;
  }
}
