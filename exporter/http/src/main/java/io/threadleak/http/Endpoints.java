package io.threadleak.http;

import io.threadleak.exposition.MetricsExposition;
import io.threadleak.exposition.ReportExposition;
import io.threadleak.model.LeakReport;
import java.util.Set;
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
  static final String SITES = "/api/v1/sites/";
  static final String HEALTHY = "/-/healthy";
  static final String READY = "/-/ready";

  private static final Reply NOT_FOUND =
      Reply.line(404, "Nothing is served at this path: / lists what is.");
  private static final Reply NO_SUCH_SITE =
      Reply.line(404, "The latest report has no site of this id: " + REPORT + " lists all.");
  private static final Reply IS_HEALTHY = Reply.line(200, "threadleak is healthy.");
  private static final Reply IS_READY = Reply.line(200, "threadleak is ready.");
  private static final Reply NOT_READY =
      Reply.line(503, "threadleak is not ready: its first round is not through yet.");

  private final Supplier<LeakReport> reports;
  private final MetricsExposition metrics;
  private final ReportExposition expositions;
  private final boolean hasProfiles;

  Endpoints(
      Supplier<LeakReport> reports,
      MetricsExposition metrics,
      ReportExposition expositions,
      boolean hasProfiles) {
    this.reports = reports;
    this.metrics = metrics;
    this.expositions = expositions;
    this.hasProfiles = hasProfiles;
  }

  /**
   * Answers a GET. Throws whatever the supplier or an exposition throws.
   *
   * @param path decoded, without the query
   * @param accept the {@code Accept} header, null where there is none
   * @param names what the query's {@code name[]} hold
   */
  Reply reply(String path, @Nullable String accept, Set<String> names) {
    return switch (path) {
      case METRICS -> Reply.ok(metrics.scrape(reports.get(), accept, names));
      case REPORT -> Reply.ok(expositions.report(reports.get()));
      case HEALTHY -> IS_HEALTHY;
      case READY -> reports.get().self().rounds() > 0 ? IS_READY : NOT_READY;
      case "/" -> Reply.html(IndexPage.of(reports.get(), hasProfiles));
      default -> path.startsWith(SITES) ? site(path.substring(SITES.length())) : NOT_FOUND;
    };
  }

  private Reply site(String siteId) {
    return expositions.site(reports.get(), siteId).map(Reply::ok).orElse(NO_SUCH_SITE);
  }
}
