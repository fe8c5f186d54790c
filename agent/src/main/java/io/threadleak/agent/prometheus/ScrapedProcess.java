package io.threadleak.agent.prometheus;

import io.threadleak.model.RecordedRound;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One process as a Prometheus has scraped it: its rounds in order, fetched in chunks of time, so
 * that memory holds one chunk whatever the range.
 *
 * <p>Samples with the same time are one scrape. A scrape that shows the same round as the one
 * before is left out. Used by one thread.
 */
public final class ScrapedProcess {

  private static final int MAX_SITES = 1000;
  private static final int SCRAPES_PER_CHUNK = 300;

  private final QueryApi api;
  private final Target target;
  private final Scrapes scrapes;
  private final SiteNames names = new SiteNames(MAX_SITES);
  private final ArrayDeque<RecordedRound> rounds = new ArrayDeque<>();
  private final Set<String> serverWarnings = new LinkedHashSet<>();
  private final Chunks chunks;
  private double lookedAt = Double.NaN;
  private long torn;

  ScrapedProcess(QueryApi api, Target target, Scrapes scrapes) {
    this.api = api;
    this.target = target;
    this.scrapes = scrapes;
    long distance = scrapes.medianMillis();
    this.chunks =
        new Chunks(scrapes.first() - 1, scrapes.last(), distance * SCRAPES_PER_CHUNK, distance);
  }

  /** The labels by which Prometheus knows it, such as {@code job} and {@code instance}. */
  public SortedMap<String, String> labels() {
    return target.labels();
  }

  /** Its labels as a selector shows them. */
  public String title() {
    return target.toString();
  }

  /** From one round that can be seen to the next. */
  public Duration interval() {
    return Duration.ofMillis(scrapes.intervalMillis());
  }

  /** The next round; null at the end. */
  public @Nullable RecordedRound next() throws QueryException {
    while (rounds.isEmpty() && chunks.hasNext()) {
      chunks.next(this::read);
    }
    return rounds.poll();
  }

  /** The share of its time that has been read, 0 to 1. */
  public double progress() {
    return chunks.share();
  }

  /** What was left out so far, one sentence each. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (names.leftOut() > 0) {
      warnings.add(
          "%s has more than %d creation sites: %d are left out"
              .formatted(title(), MAX_SITES, names.leftOut()));
    }
    if (torn > 0) {
      warnings.add(
          "%s: %d times a site was left out of a round, because live, started or ended threads were"
                  .formatted(title(), torn)
              + " not scraped: does a metric_relabel_config or sample_limit drop them?");
    }
    serverWarnings.forEach(warning -> warnings.add("Prometheus warns: " + Refusal.plain(warning)));
    return warnings;
  }

  private void read(long after, long to) throws QueryException {
    ScrapeReader reader = new ScrapeReader(target, names, after);
    serverWarnings.addAll(api.query(promql(to - after), to, reader));
    reader.scrapes().forEach(this::add);
  }

  private String promql(long millis) {
    String names = "__name__=~\"" + String.join("|", ScrapeReader.METRICS) + '"';
    String matchers = target.matchers();
    return "{%s%s}[%dms]".formatted(names, matchers.isEmpty() ? "" : "," + matchers, millis);
  }

  private void add(long millis, Scrape scrape) {
    if (scrape.lookedAt() == lookedAt) {
      return;
    }
    lookedAt = scrape.lookedAt();
    torn += scrape.torn();
    rounds.add(scrape.toRound(millis / 1e3, names));
  }
}
