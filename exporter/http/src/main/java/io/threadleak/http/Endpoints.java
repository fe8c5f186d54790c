package io.threadleak.http;

import io.threadleak.exposition.HistoryExposition;
import io.threadleak.exposition.MetricsExposition;
import io.threadleak.exposition.ReportExposition;
import io.threadleak.exposition.SiteHistories;
import io.threadleak.model.HistoryReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SitePast;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is served at which path; free of any web server. Thread-safe.
 *
 * <p>No text of a request ever becomes part of a reply.
 */
final class Endpoints {

  static final String METRICS = "/metrics";
  static final String REPORT = "/api/v1/report";
  static final String HISTORY = "/api/v1/history";
  static final String SITES = "/api/v1/sites/";
  static final String HEALTHY = "/-/healthy";
  static final String READY = "/-/ready";

  /** Samples of each site where all are asked for: enough for a line of a few centimetres. */
  static final int OUTLINE_SAMPLES = 60;

  static final Reply NO_SUCH_SITE =
      Reply.line(404, "The latest report has no site of this id: " + REPORT + " lists all.");

  private static final Reply NOT_FOUND =
      Reply.line(404, "Nothing is served at this path: / lists what is.");
  private static final Reply IS_HEALTHY = Reply.line(200, "threadleak is healthy.");
  private static final Reply IS_READY = Reply.line(200, "threadleak is ready.");
  private static final Reply NOT_READY =
      Reply.line(503, "threadleak is not ready: its first round is not through yet.");

  private final Supplier<LeakReport> reports;
  private final MetricsExposition metrics;
  private final ReportExposition expositions;
  private final @Nullable Past past;
  private final @Nullable FrontPage page;
  private final boolean hasProfiles;

  /**
   * What knows the past, and renders it.
   *
   * @param histories knows
   * @param exposition renders
   */
  record Past(SiteHistories histories, HistoryExposition exposition) {}

  Endpoints(
      Supplier<LeakReport> reports,
      MetricsExposition metrics,
      ReportExposition expositions,
      @Nullable Past past,
      @Nullable FrontPage page,
      boolean hasProfiles) {
    this.reports = reports;
    this.metrics = metrics;
    this.expositions = expositions;
    this.past = past;
    this.page = page;
    this.hasProfiles = hasProfiles;
  }

  /** Answers a GET. Throws whatever the supplier or an exposition throws. */
  Reply reply(Asked asked) {
    String path = asked.path();
    return switch (path) {
      case METRICS -> Reply.ok(metrics.scrape(reports.get(), asked.accept(), asked.names()));
      case REPORT -> Reply.ok(expositions.report(reports.get()));
      case HISTORY -> past == null ? NOT_FOUND : history(past, asked.site());
      case HEALTHY -> IS_HEALTHY;
      case READY -> reports.get().self().rounds() > 0 ? IS_READY : NOT_READY;
      case "/" -> page(reports.get());
      default -> path.startsWith(SITES) ? site(path.substring(SITES.length())) : NOT_FOUND;
    };
  }

  private Reply page(LeakReport report) {
    return page == null
        ? Reply.html(IndexPage.of(report, hasProfiles))
        : page.of(report, hasProfiles);
  }

  private Reply site(String siteId) {
    return expositions.site(reports.get(), siteId).map(Reply::ok).orElse(NO_SUCH_SITE);
  }

  private Reply history(Past known, @Nullable String site) {
    if (site == null) {
      return Reply.ok(known.exposition.outline(known.histories.all(OUTLINE_SAMPLES)));
    }
    SitePast one = known.histories.of(site);
    if (one == null) {
      return NO_SUCH_SITE;
    }
    HistoryReport history = new HistoryReport(reports.get().interval(), Map.of(site, one));
    return Reply.ok(known.exposition.whole(history));
  }
}
