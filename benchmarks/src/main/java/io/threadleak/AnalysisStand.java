package io.threadleak;

import io.threadleak.analysis.Surroundings;
import io.threadleak.model.Ages;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.ThreadKind;
import io.threadleak.sampling.Histories;
import io.threadleak.sampling.SiteCounts;
import java.time.Instant;
import java.util.List;

/**
 * The analysis of a round without the look at the threads: histories and verdicts of sites whose
 * counts are given. It stands in the core's package because verdicts are nobody else's business.
 * Used by one thread.
 */
public final class AnalysisStand {

  private final double intervalSeconds;
  private final Verdicts verdicts;
  private final List<? extends SiteCounts> sites;
  private final List<Surroundings> surroundings;
  private long round;

  /**
   * Nothing seen yet.
   *
   * @param sites whose counts are read in each round; levels are those of {@link Ages#ROUNDS}
   */
  public AnalysisStand(double intervalSeconds, List<? extends SiteCounts> sites) {
    this.intervalSeconds = intervalSeconds;
    this.sites = List.copyOf(sites);
    verdicts = new Verdicts(() -> Histories.ofWatched(intervalSeconds));
    surroundings =
        sites.stream()
            .map(
                site ->
                    Surroundings.of(
                        "com.acme.shop.OrderHandler.handle", ThreadKind.PLATFORM, site.bound()))
            .toList();
  }

  /**
   * Judges every site as one interval later.
   *
   * @param work done so far
   * @return how many are suspect, or worse
   */
  public int round(double work) {
    double seconds = round++ * intervalSeconds;
    Instant time = Instant.ofEpochMilli((long) (1000 * seconds));
    verdicts.begin(seconds, work);
    int suspicious = 0;
    for (int site = 0; site < sites.size(); site++) {
      verdicts.judge(site, sites.get(site), time);
      SiteVerdict verdict = verdicts.tell(site, surroundings.get(site));
      suspicious += verdict.verdict().isSuspicious() ? 1 : 0;
    }
    return suspicious;
  }
}
