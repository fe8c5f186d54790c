package io.threadleak.benchmarks.simulation;

import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A simulated service as a monitor would have recorded it. Its arrays are not to be changed. */
final class Recording {

  private static final double BEGIN_EPOCH_SECONDS = 1_760_000_000;

  final String family;
  final long seed;
  final int intervalSeconds;

  /** True seconds since the begin, by round. */
  final double[] seconds;

  /** What the recording says the time was. */
  final double[] epochSeconds;

  /** Work done so far in the process, NaN where unknown. */
  final double[] work;

  final List<SiteTrace> sites;

  private Recording(
      String family,
      long seed,
      int intervalSeconds,
      double[] seconds,
      double[] epochSeconds,
      double[] work,
      List<SiteTrace> sites) {
    this.family = family;
    this.seed = seed;
    this.intervalSeconds = intervalSeconds;
    this.seconds = seconds;
    this.epochSeconds = epochSeconds;
    this.work = work;
    this.sites = List.copyOf(sites);
  }

  /** A run of one process on a regular clock. */
  static Recording of(String family, long seed, Grid grid, double[] work, List<SiteTrace> sites) {
    double[] seconds = IntStream.range(0, grid.rounds()).mapToDouble(grid::secondsAt).toArray();
    double[] epoch = Arrays.stream(seconds).map(s -> s + BEGIN_EPOCH_SECONDS).toArray();
    return new Recording(family, seed, grid.intervalSeconds(), seconds, epoch, work, sites);
  }

  int rounds() {
    return seconds.length;
  }

  /** What a replay is given. */
  RecordedRound round(int index) {
    Map<String, RecordedSite> recorded = new LinkedHashMap<>();
    sites.forEach(site -> recorded.put(site.name, site.at(index)));
    return new RecordedRound(epochSeconds[index], work[index], recorded);
  }

  /** The same service where only some rounds were taken; ascending. */
  Recording seenAt(int[] rounds) {
    return new Recording(
        family,
        seed,
        intervalSeconds,
        at(seconds, rounds),
        at(epochSeconds, rounds),
        at(work, rounds),
        sites.stream().map(site -> site.seenAt(rounds)).toList());
  }

  /** The same service whose wall clock is set forth, or back, by so much from a round on. */
  Recording clockSet(int round, double bySeconds) {
    double[] set = epochSeconds.clone();
    for (int i = round; i < set.length; i++) {
      set[i] += bySeconds;
    }
    return new Recording(family, seed, intervalSeconds, seconds, set, work, sites);
  }

  /** This run, then a new process with the same sites after a pause. */
  Recording restartedAs(Recording next, double pauseSeconds) {
    double shift = seconds[rounds() - 1] + pauseSeconds;
    List<SiteTrace> both =
        IntStream.range(0, sites.size())
            .mapToObj(site -> sites.get(site).then(next.sites.get(site)))
            .toList();
    return new Recording(
        family,
        seed,
        intervalSeconds,
        joined(seconds, next.seconds, shift),
        joined(epochSeconds, next.epochSeconds, shift),
        joined(work, next.work, 0),
        both);
  }

  private static double[] at(double[] values, int[] rounds) {
    return Arrays.stream(rounds).mapToDouble(round -> values[round]).toArray();
  }

  private static double[] joined(double[] first, double[] second, double shift) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    for (int i = 0; i < second.length; i++) {
      both[first.length + i] = second[i] + shift;
    }
    return both;
  }
}
