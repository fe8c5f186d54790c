package io.threadleak.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.threadleak.ReplayedSite;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a replay came to, as JSON shows it; instants are epoch seconds. */
record ReplayView(
    List<ReplayedSiteView> sites,
    long rounds,
    int restarts,
    @Nullable Instant from,
    @Nullable Instant to,
    double intervalSeconds,
    List<String> warnings) {

  static ReplayView of(ReplayResult result) {
    return new ReplayView(
        result.sites().stream().map(site -> ReplayedSiteView.of(site, result.labels())).toList(),
        result.rounds(),
        result.restarts(),
        result.from(),
        result.to(),
        result.interval().toNanos() / 1e9,
        result.warnings());
  }

  /** One site; the verdict's keys stand among its own. */
  record ReplayedSiteView(
      String site,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> labels,
      String kind,
      int live,
      long started,
      long terminated,
      @JsonUnwrapped VerdictView judgement,
      boolean leaks) {

    static ReplayedSiteView of(ReplayedSite site, Map<String, String> labels) {
      return new ReplayedSiteView(
          site.name(),
          labels,
          site.last().kind().label(),
          site.last().live(),
          site.last().started(),
          site.last().ended(),
          VerdictView.of(site.verdict()),
          site.leaks());
    }
  }
}
