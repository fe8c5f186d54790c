package io.threadleak.corpus;

import io.threadleak.Replay;
import io.threadleak.ReplayedSite;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Stage;
import io.threadleak.model.Ages;
import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Programs that are started again round by round, judged by how the number of their threads grows.
 * The threads are real and counted in each round; only the clock, ten seconds a round, is not.
 */
final class Growth {

  private static final int INTERVAL_SECONDS = 10;
  private static final Duration TO_STAND = Duration.ofSeconds(60);

  private final Stage stage;
  private final List<Program> programs;
  private final Map<Place, Integer> before = StandingThreads.look();
  private final Replay replay = new Replay(Duration.ofSeconds(INTERVAL_SECONDS));
  private final Map<Place, Integer> standing = new TreeMap<>();
  private final List<Map<Place, Integer>> history = new ArrayList<>();
  private final Map<String, Integer> found = new LinkedHashMap<>();

  /** Programs of which every copy has one site. */
  Growth(Stage stage, List<Program> programs) {
    this.stage = stage;
    this.programs = List.copyOf(programs);
  }

  /** Judges one more round, in which so many copies of each program are started. */
  void round(int copies) throws Exception {
    Performance performance = new Performance(stage, programs, program -> copies);
    performance.start();
    performance
        .declared()
        .forEach((place, threads) -> standing.merge(place, threads, Integer::sum));
    performance.awaitStanding(standing, before, TO_STAND);
    history.add(new TreeMap<>(standing));
    Map<String, RecordedSite> sites = new LinkedHashMap<>();
    standing.forEach((place, threads) -> sites.put(place.program().name(), site(place, threads)));
    int round = history.size();
    replay.add(new RecordedRound(round * (double) INTERVAL_SECONDS, Double.NaN, sites));
    replay.forEachVerdict(
        (program, verdict) -> {
          if (verdict == Verdict.LEAKING) {
            found.putIfAbsent(program, round);
          }
        });
  }

  private RecordedSite site(Place place, int threads) {
    SortedMap<Integer, Integer> olderThan = new TreeMap<>();
    for (int age : Ages.SECONDS) {
      int then = history.size() - 1 - age / INTERVAL_SECONDS;
      olderThan.put(age, then < 0 ? 0 : history.get(then).getOrDefault(place, 0));
    }
    ThreadKind kind = stage.starter().isVirtual() ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM;
    return new RecordedSite(kind, threads, threads, 0, olderThan, SiteHistory.UNBOUNDED);
  }

  /** Whether each program was called leaking. */
  boolean isThrough() {
    return found.size() == programs.size();
  }

  /** How many threads stand where. */
  Map<Place, Integer> standing() {
    return Map.copyOf(standing);
  }

  /** What holds of each program. */
  List<GrowthVerdict> verdicts() {
    List<GrowthVerdict> verdicts = new ArrayList<>();
    for (ReplayedSite site : replay.sites()) {
      verdicts.add(
          new GrowthVerdict(
              site.name(),
              site.verdict().verdict(),
              found.getOrDefault(site.name(), 0),
              site.last().live(),
              site.verdict().summary()));
    }
    return verdicts;
  }
}
