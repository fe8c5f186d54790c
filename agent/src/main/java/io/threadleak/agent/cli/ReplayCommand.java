package io.threadleak.agent.cli;

import io.threadleak.agent.prometheus.QueryException;
import io.threadleak.json.RecordingFormatException;
import io.threadleak.json.RecordingLimits;
import io.threadleak.json.Recordings;
import io.threadleak.json.ReplayResult;
import io.threadleak.model.RecordedRound;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges recorded rounds by the analysis that runs in a service. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Judges recordings, or what a Prometheus has scraped, by the analysis that runs in a service;",
      "exits with 1 if a site leaks."
    },
    footer = {
      "",
      "Several FILEs are one recording: the rotated files of one process, or of one that was",
      "started anew, in any order. Replay processes that ran at the same time one by one.",
      "",
      "Examples:",
      "  threadleak replay threads/threadleak-*-4711.jsonl*",
      "  threadleak replay --site OrderHandler --all orders.jsonl.gz",
      "  threadleak replay --format json orders.jsonl.gz",
      "  threadleak replay --prometheus http://127.0.0.1:9090 --range 4w"
    })
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Recordings of one process, plain or compressed by gzip.")
  private List<Path> files = List.of();

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "text (the default) or json.")
  private Format format;

  @Option(
      names = "--site",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only sites whose name contains this.")
  private String site;

  @Option(names = "--all", description = "Show in text the sites, too, that nothing is wrong with.")
  private boolean all;

  @ArgGroup(exclusive = false)
  private @Nullable PrometheusOptions prometheus;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  ReplayCommand() {}

  @Override
  public Integer call() throws CommandException {
    PrometheusOptions scraped = prometheus;
    if (files.isEmpty() == (scraped == null)) {
      throw new ParameterException(
          spec.commandLine(), "give either recordings or --prometheus URL to replay");
    }
    try {
      List<ReplayResult> results = scraped == null ? List.of(replay(files)) : replay(scraped);
      results.forEach(result -> warn(result.warnings()));
      spec.commandLine().getOut().print(format.render(results, all));
      spec.commandLine().getOut().flush();
      return results.stream().anyMatch(ReplayResult::leaks) ? Main.LEAK : Main.FINE;
    } catch (IOException e) {
      throw new CommandException(reason(e), e);
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    boolean clear = e instanceof RecordingFormatException || e instanceof QueryException;
    if (e instanceof NoSuchFileException) {
      return "there is no file " + message;
    }
    return clear && message != null ? message : "cannot be read: " + e;
  }

  private ReplayResult replay(List<Path> files) throws IOException {
    RecordingLimits limits = RecordingLimits.ofHeap(Runtime.getRuntime().maxMemory());
    try (Recordings recordings = Recordings.open(files, limits, name -> name.contains(site))) {
      ReplayRun run = new ReplayRun(recordings.interval());
      for (RecordedRound round = recordings.next(); round != null; round = recordings.next()) {
        run.add(round);
      }
      return run.result(Map.of(), recordings.warnings());
    }
  }

  private List<ReplayResult> replay(PrometheusOptions scraped)
      throws QueryException, CommandException {
    ReplayProgress progress = new ReplayProgress(spec.commandLine().getErr(), System::nanoTime);
    PrometheusReplay replay = new PrometheusReplay(scraped, System.getenv(), progress);
    List<ReplayResult> results = replay.run();
    warn(replay.warnings());
    return results.stream().map(result -> result.only(name -> name.contains(site))).toList();
  }

  private void warn(List<String> warnings) {
    PrintWriter err = spec.commandLine().getErr();
    warnings.forEach(warning -> err.println("threadleak: " + ReportText.plain(warning)));
    err.flush();
  }
}
