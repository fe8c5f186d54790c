package io.threadleak.corpus;

import io.threadleak.corpus.Judgement.Claim;
import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Hold;
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
 * @param batch its name
 * @param variant how they were run
 * @param sites what was said of each site, in the order of the table
 * @param strays what was said of threads that stand at no site
 * @param threads threads the judge looked at
 * @param candidates those of them that wait without a timeout
 * @param moved candidates that went on meanwhile
 * @param seconds how long the judge took
 * @param pauseSeconds how long the JVM stood still; null where that is not known
 * @param assumptions what must hold for that, a sentence each
 * @param blindSpots what the judge could not look at, a sentence each
 */
record RunResult(
    String batch,
    Variant variant,
    List<SiteScore> sites,
    List<Stray> strays,
    int threads,
    int candidates,
    int moved,
    double seconds,
    @Nullable Double pauseSeconds,
    List<String> assumptions,
    List<String> blindSpots) {

  private static final int MOST_FRAMES = 12;

  /** Sorts a judgement's claims by the sites at which threads stood. */
  static RunResult of(
      String batch, Variant variant, Map<Place, Integer> standing, Judgement judgement) {
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
        variant,
        sites,
        strays,
        judgement.threads(),
        judgement.candidates(),
        judgement.moved(),
        judgement.seconds(),
        judgement.pauseSeconds(),
        judgement.assumptions(),
        judgement.blindSpots());
  }

  private static SiteScore score(Place place, int threads, Map<ProofTier, Integer> counts) {
    return new SiteScore(
        place.program().name(),
        place.site().method(),
        place.program().expectation(),
        place.site().owned(),
        threads,
        counts.getOrDefault(ProofTier.PROVED, 0),
        counts.getOrDefault(ProofTier.STUCK, 0),
        counts.getOrDefault(ProofTier.PROBABLE, 0));
  }

  /** Whether nothing alive can wake the threads at a site, so that they should be found. */
  boolean shouldFind(SiteScore site) {
    return site.expectation() == Expectation.LEAK
        && (variant.hold() == Hold.STACKS || site.owned());
  }

  /** Threads that were taken for proved, and are not. */
  int falselyProved() {
    int atSites =
        sites.stream()
            .filter(site -> !shouldFind(site) || variant.starter().holdsThreads())
            .mapToInt(SiteScore::proved)
            .sum();
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
