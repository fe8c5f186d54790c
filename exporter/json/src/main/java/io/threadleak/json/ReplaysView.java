package io.threadleak.json;

import io.threadleak.json.ReplayView.ReplayedSiteView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What replays of several processes came to, as JSON shows it: all sites in one list. */
record ReplaysView(List<ReplayedSiteView> sites, List<ProcessView> processes) {

  static ReplaysView of(List<ReplayResult> results) {
    return new ReplaysView(
        results.stream().flatMap(result -> ReplayView.of(result).sites().stream()).toList(),
        results.stream().map(ProcessView::of).toList());
  }

  /** One process without its sites. */
  record ProcessView(
      Map<String, String> labels,
      long rounds,
      int restarts,
      @Nullable Instant from,
      @Nullable Instant to,
      double intervalSeconds,
      List<String> warnings) {

    static ProcessView of(ReplayResult result) {
      ReplayView view = ReplayView.of(result);
      return new ProcessView(
          result.labels(),
          view.rounds(),
          view.restarts(),
          view.from(),
          view.to(),
          view.intervalSeconds(),
          view.warnings());
    }
  }
}
