package io.threadleak.sampling;

import io.threadleak.attribution.EndpointEntry;
import io.threadleak.attribution.EndpointTable;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.model.CreationSite;
import io.threadleak.model.EndpointReport;
import io.threadleak.model.EndpointReport.SiteThreads;
import io.threadleak.model.EndpointsReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How often each scope was served, read once a round, and with it the report on all of them. For
 * the sampling thread.
 */
public final class EndpointMeter {

  private static final Comparator<EndpointReport> MOST_FIRST =
      Comparator.comparingInt(EndpointReport::live)
          .reversed()
          .thenComparing(Comparator.comparingLong(EndpointReport::started).reversed())
          .thenComparing(Comparator.comparingLong(EndpointReport::completed).reversed())
          .thenComparing(EndpointReport::endpoint);

  private static final Comparator<SiteThreads> MOST_LIVE_FIRST =
      Comparator.comparingInt(SiteThreads::live).reversed().thenComparing(SiteThreads::siteId);

  private final EndpointTable endpoints;
  private final Supplier<Map<String, Long>> completed;
  private final Map<String, Long> lastRead = new HashMap<>();
  private final List<WorkMeter> rates = new ArrayList<>();

  /**
   * A meter of the scopes in a table.
   *
   * @param completed how often each was served, by name; a count that falls has begun anew
   */
  public EndpointMeter(EndpointTable endpoints, Supplier<Map<String, Long>> completed) {
    this.endpoints = endpoints;
    this.completed = completed;
  }

  /** Reads the counts; seconds on the clock of the rounds. */
  public void read(double seconds) {
    completed.get().forEach(this::count);
    for (EndpointEntry entry : endpoints.entries()) {
      rateOf(entry).read(seconds);
    }
  }

  private void count(String scope, long count) {
    Long before = lastRead.put(scope, count);
    long newly = before == null || count < before ? count : count - before;
    if (newly > 0) {
      endpoints.entryOfServed(scope).countCompleted(newly);
    }
  }

  private WorkMeter rateOf(EndpointEntry entry) {
    while (rates.size() <= entry.index()) {
      EndpointEntry next = endpoints.entries().get(rates.size());
      rates.add(new WorkMeter(Throughput.counter(next::completed)));
    }
    return rates.get(entry.index());
  }

  /** The report on what a round has found; scopes of which nothing is known have no row. */
  public EndpointsReport report(List<EndpointSample> samples) {
    List<EndpointReport> rows = new ArrayList<>();
    List<EndpointReport> rest = new ArrayList<>();
    for (EndpointEntry entry : endpoints.entries()) {
      // What was seen for the first time after the round's look has no thread as yet.
      EndpointSample sample =
          entry.index() < samples.size()
              ? samples.get(entry.index())
              : new EndpointSample(entry, 0, 0, Map.of());
      EndpointReport row = row(sample);
      if (row.started() > 0 || row.completed() > 0) {
        (sample.entry() == endpoints.other() ? rest : rows).add(row);
      }
    }
    rows.sort(MOST_FIRST);
    rows.addAll(rest);
    return new EndpointsReport(rows, endpoints.folded());
  }

  private EndpointReport row(EndpointSample sample) {
    EndpointEntry entry = sample.entry();
    return new EndpointReport(
        entry.name(),
        sample.live().values().stream().mapToInt(Integer::intValue).sum(),
        sample.started(),
        sample.ended(),
        entry.completed(),
        entry.completed() == 0 ? null : rateOf(entry).report().perSecond(),
        sites(sample.live()));
  }

  private static List<SiteThreads> sites(Map<SiteEntry, Integer> live) {
    List<SiteThreads> sites = new ArrayList<>();
    live.forEach(
        (entry, threads) -> {
          CreationSite site = entry.site();
          sites.add(new SiteThreads(site.id(), site.label(), threads));
        });
    sites.sort(MOST_LIVE_FIRST);
    return sites.subList(0, Math.min(EndpointReport.MAX_SITES, sites.size()));
  }
}
