package io.threadleak.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
 * @param other the sum of all sites of platform threads without a row, always there
 * @param otherVirtual the same of virtual threads; null where those are not counted
 * @param deadlocked platform threads in a deadlock, 0 where none or where nothing hinted at one
 * @param limits upper bounds on threads by name: those that the operating system sets ({@code
 *     pids_max}, {@code ulimit}, {@code threads_max}, {@code map_count}) and an estimate of what
 *     fits into memory ({@code memory}); unlimited ones are absent
 * @param process its threads as the operating system counts them, and how long the limits last
 * @param work throughput
 * @param endpoints what is served, and what of its threads is left
 * @param virtualThreads what carries the virtual threads and what pins them; null in a JVM without
 *     virtual threads
 * @param proof the latest proof by reachability; null where none was made
 * @param self the monitor's view of itself
 */
public record LeakReport(
    Instant time,
    Duration interval,
    List<SiteReport> sites,
    SiteReport other,
    @Nullable SiteReport otherVirtual,
    int deadlocked,
    Map<String, Long> limits,
    ProcessReport process,
    WorkReport work,
    EndpointsReport endpoints,
    @Nullable VirtualThreadsReport virtualThreads,
    @Nullable ProofReport proof,
    SelfReport self) {

  /** Copies the collections. */
  public LeakReport {
    sites = List.copyOf(sites);
    limits = Map.copyOf(limits);
  }

  /** The sums of all sites without a row, one for each kind of thread that is counted. */
  public List<SiteReport> others() {
    return otherVirtual == null ? List.of(other) : List.of(other, otherVirtual);
  }

  /** Every row, those of sites before the sums of the rest. */
  public Stream<SiteReport> rows() {
    return Stream.concat(sites.stream(), others().stream());
  }

  /** Live threads of all sites and kinds, the monitor's own excluded. */
  public int live() {
    return rows().mapToInt(SiteReport::live).sum();
  }

  /** Live threads of all sites of a kind, the monitor's own excluded. */
  public int live(ThreadKind kind) {
    return rows().filter(row -> row.site().kind() == kind).mapToInt(SiteReport::live).sum();
  }

  /** Whether any site leaks. */
  public boolean leaks() {
    return sites.stream().anyMatch(site -> site.verdict().verdict().isLeak());
  }
}
