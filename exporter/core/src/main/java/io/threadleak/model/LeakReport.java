package io.threadleak.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The immutable outcome of one round: the one thing that every exposition reads.
 *
 * <p>{@code sites} and {@code other} together hold every live thread but the monitor's own, so that
 * sums over them are right.
 *
 * @param time when the round looked, by the wall clock
 * @param interval from one round to the next
 * @param sites the exported sites, most telling first: by verdict, then by live threads. At most
 *     the top N; membership is sticky.
 * @param other the sum of all sites without a row, always there
 * @param deadlocked platform threads in a deadlock, 0 where none or where nothing hinted at one
 * @param limits upper bounds on threads that the operating system sets, by name ({@code pids_max},
 *     {@code ulimit}, {@code threads_max}); unlimited ones are absent
 * @param work throughput
 * @param self the monitor's view of itself
 */
public record LeakReport(
    Instant time,
    Duration interval,
    List<SiteReport> sites,
    SiteReport other,
    int deadlocked,
    Map<String, Long> limits,
    WorkReport work,
    SelfReport self) {

  /** Copies the collections. */
  public LeakReport {
    sites = List.copyOf(sites);
    limits = Map.copyOf(limits);
  }

  /** Live threads of all sites, the monitor's own excluded. */
  public int live() {
    return sites.stream().mapToInt(SiteReport::live).sum() + other.live();
  }

  /** Whether any site leaks. */
  public boolean leaks() {
    return sites.stream().anyMatch(site -> site.verdict().verdict().isLeak());
  }
}
