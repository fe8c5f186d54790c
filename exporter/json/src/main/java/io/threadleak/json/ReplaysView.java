package io.threadleak.json;

import io.threadleak.json.ReplayView.ReplayedSiteView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What replays of several processes came to, as JSON shows it: all sites in one list. */
record ReplaysView(List<ReplayedSiteView> sites, List<ProcessView> processes) {

  static ReplaysView of(List<ReplayResult> results) {
    List<ReplayedSiteView> sites = new ArrayList<>();
    List<ProcessView> processes = new ArrayList<>();
    for (ReplayResult result : results) {
      ReplayView view = ReplayView.of(result);
      sites.addAll(view.sites());
      processes.add(ProcessView.of(view, result.labels()));
    }
    return new ReplaysView(sites, processes);
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

    static ProcessView of(ReplayView view, Map<String, String> labels) {
      return new ProcessView(
          labels,
          view.rounds(),
          view.restarts(),
          view.from(),
          view.to(),
          view.intervalSeconds(),
          view.warnings());
    }
  }
}
