package io.threadleak.agent.cli;

import io.threadleak.agent.prometheus.QueryException;
import io.threadleak.agent.prometheus.ScrapedHistory;
import io.threadleak.agent.prometheus.ScrapedProcess;
import io.threadleak.json.ReplayResult;
import io.threadleak.model.RecordedRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Replays what a Prometheus has scraped, one process after the other. */
final class PrometheusReplay {

  private final PrometheusOptions options;
  private final Map<String, String> environment;
  private final ReplayProgress progress;
  private final List<String> warnings = new ArrayList<>();

  PrometheusReplay(
      PrometheusOptions options, Map<String, String> environment, ReplayProgress progress) {
    this.options = options;
    this.environment = environment;
    this.progress = progress;
  }

  /** Judges every process; there is at least one. */
  List<ReplayResult> run() throws QueryException, CommandException {
    ScrapedHistory history =
        ScrapedHistory.find(
            options.access(environment),
            options.selector(),
            options.end(),
            options.range(),
            share -> progress.at(share, "the range looked through for processes"));
    warnings.addAll(history.warnings());
    List<ScrapedProcess> processes = history.processes();
    List<ReplayResult> results = new ArrayList<>();
    for (ScrapedProcess process : processes) {
      results.add(judge(process, results.size(), processes.size()));
    }
    return results;
  }

  /** What was left out before any process was judged, one sentence each. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private ReplayResult judge(ScrapedProcess process, int before, int all) throws QueryException {
    String what =
        "%d %s replayed, now %s"
            .formatted(all, all == 1 ? "process" : "processes", process.title());
    ReplayRun run = new ReplayRun(process.interval());
    for (RecordedRound round = process.next(); round != null; round = process.next()) {
      run.add(round);
      progress.at((before + process.progress()) / all, what);
    }
    return run.result(process.labels(), process.warnings());
  }
}
