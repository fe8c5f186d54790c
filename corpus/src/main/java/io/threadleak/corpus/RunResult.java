package io.threadleak.corpus;

import io.threadleak.corpus.Batch.Kind;
import io.threadleak.corpus.Judgement.Claim;
import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Hold;
import io.threadleak.corpus.program.Starter;
import io.threadleak.model.ProofTier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the programs of one batch were judged.
 *
 * @param batch the batch
 * @param sites what was said of each site, in the order of the table
 * @param strays what was said of threads that stand at no site
 * @param threads threads the judge looked at
 * @param candidates those of them that wait without a timeout
 * @param moved candidates that went on meanwhile
 * @param seconds how long the judge took
 * @param pauseSeconds how long the JVM stood still; null where that is not known
 * @param assumptions what must hold for that, a sentence each
 * @param blindSpots what the judge could not look at, a sentence each
 * @param requests how often programs asked for a judgement while they were started
 * @param shared how many judgements they shared
 * @param growth what their growth says, where copies were added round by round
 */
record RunResult(
    Batch batch,
    List<SiteScore> sites,
    List<Stray> strays,
    int threads,
    int candidates,
    int moved,
    double seconds,
    @Nullable Double pauseSeconds,
    List<String> assumptions,
    List<String> blindSpots,
    int requests,
    int shared,
    List<GrowthVerdict> growth) {

  private static final int MOST_FRAMES = 12;

  /** Sorts a judgement's claims by the sites at which threads stood. */
  static RunResult of(Batch batch, Map<Place, Integer> standing, Judgement judgement) {
    Map<Place, Map<ProofTier, Integer>> counts = new TreeMap<>();
    List<Stray> strays = new ArrayList<>();
    for (Claim claim : judgement.claims()) {
      Place place = Corpus.placeOf(claim.frames());
      if (place == null || !standing.containsKey(place)) {
        strays.add(
            new Stray(
                claim.tier(),
                claim.threads(),
                claim.frames().stream().limit(MOST_FRAMES).map(Object::toString).toList(),
                claim.why()));
      } else {
        counts
            .computeIfAbsent(place, unseen -> new EnumMap<>(ProofTier.class))
            .merge(claim.tier(), claim.threads(), Integer::sum);
      }
    }
    List<SiteScore> sites =
        standing.entrySet().stream()
            .map(
                stood ->
                    score(
                        stood.getKey(),
                        stood.getValue(),
                        counts.getOrDefault(stood.getKey(), Map.of())))
            .toList();
    return new RunResult(
        batch,
        sites,
        strays,
        judgement.threads(),
        judgement.candidates(),
        judgement.moved(),
        judgement.seconds(),
        judgement.pauseSeconds(),
        judgement.assumptions(),
        judgement.blindSpots(),
        0,
        0,
        List.of());
  }

  /** The same with what programs asked for. */
  RunResult withRequests(int asked, int judgements) {
    return new RunResult(
        batch,
        sites,
        strays,
        threads,
        candidates,
        moved,
        seconds,
        pauseSeconds,
        assumptions,
        blindSpots,
        asked,
        judgements,
        growth);
  }

  /** The same with what growth says. */
  RunResult withGrowth(List<GrowthVerdict> verdicts) {
    return new RunResult(
        batch,
        sites,
        strays,
        threads,
        candidates,
        moved,
        seconds,
        pauseSeconds,
        assumptions,
        blindSpots,
        requests,
        shared,
        List.copyOf(verdicts));
  }

  /** How they were run. */
  Variant variant() {
    return batch.variant();
  }

  /** Sites whose threads should be found. */
  List<SiteScore> due() {
    return sites.stream().filter(this::shouldFind).toList();
  }

  /** The mean of the hit rates of the sites whose threads should be found; 0 if there are none. */
  double hitRate() {
    return due().stream().mapToDouble(SiteScore::hitRate).average().orElse(0);
  }

  /** Whether the judge names compiled code among what must hold. */
  boolean assumesOfCompiledCode() {
    return assumptions.stream().anyMatch(sentence -> sentence.contains("compiled code"));
  }

  /** Threads that are proved wrongly under an assumption that was named. */
  int provedUnderAssumption() {
    return isBaitNamed() ? provedAtOtherSites() : 0;
  }

  private boolean isBaitNamed() {
    return batch.kind() == Kind.BAIT && assumesOfCompiledCode();
  }

  private int provedAtOtherSites() {
    return sites.stream()
        .filter(site -> !shouldFind(site) || variant().starter().holdsThreads())
        .mapToInt(SiteScore::proved)
        .sum();
  }

  private static SiteScore score(Place place, int threads, Map<ProofTier, Integer> counts) {
    return new SiteScore(
        place.program().name(),
        place.site().method(),
        place.program().expectation(),
        place.site().owned(),
        place.site().ownerEnds(),
        threads,
        counts.getOrDefault(ProofTier.PROVED, 0),
        counts.getOrDefault(ProofTier.STUCK, 0),
        counts.getOrDefault(ProofTier.PROBABLE, 0));
  }

  /**
   * Whether nothing alive can wake the threads at a site, so that they should be found. A worker of
   * a pool that owns a lock and has nothing to do could still be given a task that releases it.
   */
  boolean shouldFind(SiteScore site) {
    boolean ownerRests = site.ownerEnds() && variant().starter() == Starter.POOLED;
    return site.expectation() == Expectation.LEAK
        && (variant().hold() == Hold.STACKS || site.owned())
        && !ownerRests;
  }

  /** Threads that were taken for proved, and are not. */
  int falselyProved() {
    int atSites = isBaitNamed() ? 0 : provedAtOtherSites();
    int strayed =
        strays.stream()
            .filter(stray -> stray.tier() == ProofTier.PROVED)
            .mapToInt(Stray::threads)
            .sum();
    return atSites + strayed;
  }

  /**
   * Threads of no site that a judge named.
   *
   * @param frames where they stand, innermost first
   * @param why its reason
   */
  record Stray(ProofTier tier, int threads, List<String> frames, String why) {}
}
