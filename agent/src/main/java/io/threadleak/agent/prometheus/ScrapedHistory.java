package io.threadleak.agent.prometheus;

import io.threadleak.exposition.MetricCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;

/**
 * What a Prometheus has scraped of threadleak in a range of time, process by process. Which there
 * are is told by {@value MetricCatalogue#SAMPLE_INTERVAL}, of which each has one series.
 */
public final class ScrapedHistory {

  /** So many processes are judged at most. */
  public static final int MAX_PROCESSES = 100;

  private static final int MAX_COUNTED = 10_000;
  private static final long CHUNK_MILLIS = Duration.ofDays(1).toMillis();

  private final QueryApi api;
  private final Map<Target, Scrapes> found = new LinkedHashMap<>();
  private final Set<Target> leftOut = new HashSet<>();
  private final Set<String> serverWarnings = new LinkedHashSet<>();

  private ScrapedHistory(QueryApi api) {
    this.api = api;
  }

  /**
   * Finds out which processes there were.
   *
   * @param selector label matchers within braces, empty for all
   * @param progress is told the share that is done, 0 to 1
   * @throws QueryException if Prometheus does not answer, or there is none
   */
  public static ScrapedHistory find(
      Access access, String selector, Instant end, Duration range, DoubleConsumer progress)
      throws QueryException {
    return find(new QueryApi(access), selector, end, range, progress);
  }

  static ScrapedHistory find(
      QueryApi api, String selector, Instant end, Duration range, DoubleConsumer progress)
      throws QueryException {
    ScrapedHistory history = new ScrapedHistory(api);
    long last = end.toEpochMilli();
    Chunks chunks =
        new Chunks(last - range.toMillis(), last, CHUNK_MILLIS, Duration.ofMinutes(1).toMillis());
    while (chunks.hasNext()) {
      chunks.next((after, to) -> history.look(selector, after, to));
      progress.accept(chunks.share());
    }
    if (history.found.isEmpty()) {
      throw new QueryException(
          "no series match %s in the %s up to %s: does this Prometheus scrape threadleak? See"
                  .formatted(MetricCatalogue.SAMPLE_INTERVAL + selector, TimeSpan.text(range), end)
              + " --range, --end and --selector, which takes labels of the target alone",
          null);
    }
    return history;
  }

  /** The processes in the order in which they came. */
  public List<ScrapedProcess> processes() {
    List<ScrapedProcess> processes = new ArrayList<>();
    found.forEach((target, scrapes) -> processes.add(new ScrapedProcess(api, target, scrapes)));
    return processes;
  }

  /** What was left out, one sentence each. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!leftOut.isEmpty()) {
      warnings.add(
          "%d processes beyond the first %d are left out: narrow --selector or --range"
              .formatted(leftOut.size(), MAX_PROCESSES));
    }
    serverWarnings.forEach(warning -> warnings.add("Prometheus warns: " + Refusal.plain(warning)));
    return warnings;
  }

  private void look(String selector, long after, long to) throws QueryException {
    String promql = "%s%s[%dms]".formatted(MetricCatalogue.SAMPLE_INTERVAL, selector, to - after);
    serverWarnings.addAll(api.query(promql, to, this::scrapesOf));
  }

  private SeriesReader.Samples scrapesOf(Map<String, String> labels) {
    Target target = Target.ofWhole(labels);
    Scrapes known = found.get(target);
    if (known != null) {
      return known;
    }
    if (found.size() == MAX_PROCESSES) {
      if (leftOut.size() < MAX_COUNTED) {
        leftOut.add(target);
      }
      return SeriesReader.Samples.NONE;
    }
    Scrapes scrapes = new Scrapes();
    found.put(target, scrapes);
    return scrapes;
  }
}
