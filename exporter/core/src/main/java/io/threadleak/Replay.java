package io.threadleak;

import io.threadleak.analysis.Surroundings;
import io.threadleak.model.Ages;
import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.Verdict;
import io.threadleak.sampling.MonotoneCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The analysis that runs in a service, run over rounds that were recorded, on their clock.
 *
 * <p>Rounds come in the order in which they were taken. Where a count shows that the process was
 * started anew, all histories begin again; what was found before stays found. A clock that was set
 * back goes on by one interval. Memory is bounded by the number of sites. Not thread-safe.
 */
public final class Replay {

  private final double intervalSeconds;
  private final Map<String, Track> tracks = new LinkedHashMap<>();
  private final MonotoneCount work = new MonotoneCount();
  private @Nullable Verdicts verdicts;
  private List<Integer> ages = List.of();
  private double seconds;
  private @Nullable RecordedRound previous;
  private int restarts;
  private long rounds;

  /** A site's part: its place among the verdicts, and what was left of it by earlier runs. */
  private static final class Track {
    final int index;
    RecordedSite last;
    boolean leakedBefore;

    /** What held at the end of an earlier run, until this run has seen the site. */
    @Nullable SiteVerdict before;

    Track(int index, RecordedSite last) {
      this.index = index;
      this.last = last;
    }
  }

  /**
   * Nothing seen yet.
   *
   * @param interval from one recorded round to the next
   * @throws IllegalArgumentException if it is not above zero
   */
  public Replay(Duration interval) {
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("interval must be above zero, but is " + interval);
    }
    intervalSeconds = interval.toNanos() / 1e9;
  }

  /** Judges every site of the next round. */
  public void add(RecordedRound round) {
    RecordedRound before = previous;
    if (before != null) {
      double passed = round.epochSeconds() - before.epochSeconds();
      seconds += passed > 0 ? passed : intervalSeconds;
      if (Restarts.lieBetween(before, round)) {
        restart();
      }
    }
    previous = round;
    rounds++;
    work.read(round.work());
    Verdicts judging = verdicts;
    if (judging == null) {
      if (round.sites().isEmpty()) {
        return;
      }
      judging = begin(round);
    }
    judging.begin(seconds, work.count());
    judge(judging, round);
  }

  /** All sites that were seen, in the order in which they came. */
  public List<ReplayedSite> sites() {
    List<ReplayedSite> sites = new ArrayList<>(tracks.size());
    tracks.forEach(
        (name, track) -> {
          SiteVerdict verdict = tell(name, track);
          boolean leaks = track.leakedBefore || verdict.verdict().isLeak();
          sites.add(new ReplayedSite(name, track.last, verdict, leaks));
        });
    return sites;
  }

  /** What holds of each site that was seen; cheaper than {@link #sites()}. */
  public void forEachVerdict(BiConsumer<String, Verdict> consumer) {
    Verdicts judging = verdicts;
    if (judging != null) {
      tracks.forEach((name, track) -> consumer.accept(name, judging.holds(track.index)));
    }
  }

  /** How often the recorded process was started anew. */
  public int restarts() {
    return restarts;
  }

  /** Rounds judged so far. */
  public long rounds() {
    return rounds;
  }

  private void restart() {
    restarts++;
    tracks.forEach(
        (name, track) -> {
          track.before = tell(name, track);
          track.leakedBefore |= track.before.verdict().isLeak();
        });
    if (verdicts != null) {
      verdicts.restart();
    }
  }

  private SiteVerdict tell(String name, Track track) {
    return track.before != null
        ? track.before
        : Objects.requireNonNull(verdicts)
            .tell(track.index, Surroundings.of(name, track.last.kind(), track.last.bound()));
  }

  private Verdicts begin(RecordedRound round) {
    NavigableSet<Integer> recorded = new TreeSet<>();
    round.sites().values().forEach(site -> recorded.addAll(site.olderThan().toMap().keySet()));
    ages = agesOf(recorded);
    double[] ageRounds = ages.stream().mapToDouble(age -> age / intervalSeconds).toArray();
    verdicts = new Verdicts(intervalSeconds, ageRounds);
    return verdicts;
  }

  /** Of the ages recorded, those nearest to the ones that the analysis counts in rounds. */
  private List<Integer> agesOf(NavigableSet<Integer> recorded) {
    NavigableSet<Integer> chosen = new TreeSet<>();
    for (int rounds : Ages.ROUNDS) {
      double wanted = rounds * intervalSeconds;
      recorded.stream()
          .min((a, b) -> Double.compare(distance(a, wanted), distance(b, wanted)))
          .ifPresent(chosen::add);
    }
    return List.copyOf(chosen);
  }

  private static double distance(int age, double wanted) {
    return Math.abs(Math.log(age / wanted));
  }

  private void judge(Verdicts judging, RecordedRound round) {
    Instant time = Instant.ofEpochMilli(Math.round(round.epochSeconds() * 1000));
    round
        .sites()
        .forEach(
            (name, site) -> {
              Track track = tracks.get(name);
              if (track == null) {
                track = new Track(tracks.size(), site);
                tracks.put(name, track);
              }
              track.last = site;
              track.before = null;
              judging.judge(track.index, new RecordedCounts(site, ages), time);
            });
  }
}
