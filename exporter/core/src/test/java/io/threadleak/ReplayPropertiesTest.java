package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.AgeCounts;
import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds of a replay whatever happens to a recording: processes that are started anew, rounds
 * that are missing, sites and lines in any order. Each case follows from its seed.
 */
final class ReplayPropertiesTest {

  private static final int CASES = 40;
  private static final double EPOCH = 1_760_000_000;
  private static final double INTERVAL = 10;
  private static final int[] AGES = {60, 300, 900, 3600, 14400};

  static IntStream seeds() {
    return IntStream.range(0, CASES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void replay_processStartedAnewAtAnyTime_neverCallsAHealthySiteLeaking(int seed) {
    Random random = new Random(seed);
    List<RecordedRound> rounds = new ArrayList<>();
    for (int run = 0; run < 5; run++) {
      rounds.addAll(new Service(random).rounds(rounds.size(), 50 + random.nextInt(250)));
    }

    Map<String, ReplayedSite> sites = replay(rounds);

    assertThat(sites).containsOnlyKeys("handler", "pool", "leak");
    assertThat(sites.get("handler").verdict().firstLeaking()).isNull();
    assertThat(sites.get("pool").verdict().firstLeaking()).isNull();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void replay_roundsMissing_leavesALeakALeak(int seed) {
    Random random = new Random(seed);
    List<RecordedRound> rounds = new Service(random).rounds(0, 600);
    int gap = 300 + random.nextInt(100);
    rounds.subList(gap, gap + random.nextInt(100)).clear();
    rounds.removeIf(round -> random.nextInt(20) == 0);

    Map<String, ReplayedSite> sites = replay(rounds);

    assertThat(sites.get("leak").verdict().verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(sites.get("leak").verdict().firstLeaking()).isNotNull();
    assertThat(sites.get("handler").verdict().firstLeaking()).isNull();
    assertThat(sites.get("pool").verdict().firstLeaking()).isNull();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void replay_sitesInAnyOrder_saysTheSame(int seed) {
    Random random = new Random(seed);
    List<RecordedRound> rounds = new Service(random).rounds(0, 200);
    List<RecordedRound> shuffled = rounds.stream().map(round -> shuffled(round, random)).toList();

    Map<String, ReplayedSite> sites = replay(rounds);

    assertThat(replay(shuffled)).isEqualTo(sites);
    assertThat(sites.get("leak").verdict().verdict()).isEqualTo(Verdict.LEAKING);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void replay_roundsInAnyOrder_endsWithAVerdictForEachSite(int seed) {
    Random random = new Random(seed);
    List<RecordedRound> rounds = new Service(random).rounds(0, 150);
    rounds.addAll(new Service(random).rounds(-50, 100));
    int from = random.nextInt(rounds.size());
    Collections.shuffle(rounds.subList(from, rounds.size()), random);

    for (ReplayedSite site : replay(rounds).values()) {
      SiteVerdict verdict = site.verdict();
      assertThat(verdict.summary()).isNotBlank();
      assertThat(verdict.survivors()).isNotNegative();
      assertThat(site.leaks()).isIn(true, verdict.verdict().isLeak());
    }
  }

  private static Map<String, ReplayedSite> replay(List<RecordedRound> rounds) {
    Replay replay = new Replay(Duration.ofSeconds((long) INTERVAL));
    rounds.forEach(replay::add);
    assertThat(replay.rounds()).isEqualTo(rounds.size());
    Map<String, ReplayedSite> sites = new LinkedHashMap<>();
    replay.sites().forEach(site -> sites.put(site.name(), site));
    return sites;
  }

  private static RecordedRound shuffled(RecordedRound round, Random random) {
    List<String> names = new ArrayList<>(round.sites().keySet());
    Collections.shuffle(names, random);
    Map<String, RecordedSite> sites = new LinkedHashMap<>();
    names.forEach(name -> sites.put(name, round.sites().get(name)));
    return new RecordedRound(round.epochSeconds(), round.work(), sites);
  }

  /**
   * One run of a process: a thread for each request, which ends within a minute; a pool, full from
   * the start; and a site that leaves one thread or more behind in each round.
   */
  private static final class Service {
    private final Random random;
    private final int requests;
    private final int poolThreads;
    private final int leaked;

    Service(Random random) {
      this.random = random;
      this.requests = 20 + random.nextInt(100);
      this.poolThreads = 1 + random.nextInt(50);
      this.leaked = 1 + random.nextInt(3);
    }

    List<RecordedRound> rounds(int first, int count) {
      List<RecordedRound> rounds = new ArrayList<>();
      long served = 0;
      for (int round = 0; round < count; round++) {
        served += requests + random.nextInt(10);
        int busy = random.nextInt(10);
        int age = round;
        Map<String, RecordedSite> sites = new LinkedHashMap<>();
        sites.put("handler", site(busy, served, ages(0, age)));
        sites.put("pool", site(poolThreads, poolThreads, ages(poolThreads, age)));
        sites.put("leak", site(leaked * (age + 1), leaked * (age + 1L), leakedAges(age)));
        rounds.add(new RecordedRound(EPOCH + (first + round) * INTERVAL, served, sites));
      }
      return rounds;
    }

    /** All threads were started in the first round. */
    private static AgeCounts ages(int threads, int rounds) {
      return counts(age -> rounds * INTERVAL >= age ? threads : 0);
    }

    private AgeCounts leakedAges(int rounds) {
      return counts(age -> leaked * Math.max(0, rounds + 1 - (int) (age / INTERVAL)));
    }

    private static AgeCounts counts(IntUnaryOperator atAge) {
      return AgeCounts.of(AGES, IntStream.of(AGES).map(atAge).toArray(), AGES.length);
    }

    private static RecordedSite site(int live, long started, AgeCounts ages) {
      return new RecordedSite(
          ThreadKind.PLATFORM, live, started, started - live, ages, SiteHistory.UNBOUNDED);
    }
  }
}
