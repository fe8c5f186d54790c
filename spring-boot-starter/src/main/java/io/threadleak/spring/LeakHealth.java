package io.threadleak.spring;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a health indicator says of a report.
 *
 * <p>How is it designed, and why? A leak that failed a health check would restart the evidence
 * away. {@value #LEAKING} is a status that Spring Boot does not know: it shows where somebody
 * looks, and neither the overall status nor the HTTP status of a group changes for it, unless
 * {@code management.endpoint.health.status} says that it shall.
 */
final class LeakHealth {

  static final String UP = "UP";
  static final String LEAKING = "LEAKING";
  static final String UNKNOWN = "UNKNOWN";

  private static final int MAX_SITES = 10;

  private LeakHealth() {}

  /** The name of the status. */
  static String status(Optional<LeakReport> report) {
    return report.map(found -> found.leaks() ? LEAKING : UP).orElse(UNKNOWN);
  }

  /** How many threads are live, and which sites leak. */
  static Map<String, Object> details(Optional<LeakReport> report) {
    Map<String, Object> details = new LinkedHashMap<>();
    report.ifPresent(
        found -> {
          List<SiteReport> leaking =
              found.sites().stream().filter(site -> site.verdict().verdict().isLeak()).toList();
          details.put("live", found.live());
          details.put("leakingSites", leaking.size());
          leaking.stream()
              .limit(MAX_SITES)
              .forEach(site -> details.put(site.site().id(), told(site)));
        });
    return details;
  }

  private static String told(SiteReport site) {
    return "%s: %s, %d live"
        .formatted(site.site().label(), site.verdict().verdict().label(), site.live());
  }
}
