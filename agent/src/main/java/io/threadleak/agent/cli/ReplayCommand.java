package io.threadleak.agent.cli;

import io.threadleak.Replay;
import io.threadleak.json.RecordingFormatException;
import io.threadleak.json.RecordingLimits;
import io.threadleak.json.Recordings;
import io.threadleak.json.ReplayResult;
import io.threadleak.model.RecordedRound;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges recorded rounds by the analysis that runs in a service. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Judges recordings by the analysis that runs in a service.")
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Recordings of one process, .jsonl or .jsonl.gz.")
  private List<Path> files;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "text (the default) or json.")
  private Format format;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  ReplayCommand() {}

  @Override
  public Integer call() throws CommandException {
    PrintWriter err = spec.commandLine().getErr();
    RecordingLimits limits = RecordingLimits.ofHeap(Runtime.getRuntime().maxMemory());
    try (Recordings recordings = Recordings.open(files, limits)) {
      ReplayResult result = replay(recordings);
      result.warnings().forEach(warning -> err.println("threadleak: " + warning));
      err.flush();
      spec.commandLine().getOut().print(format.render(result));
      spec.commandLine().getOut().flush();
      return result.leaks() ? Main.LEAK : Main.FINE;
    } catch (IOException e) {
      throw new CommandException(reason(e), e);
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return e instanceof RecordingFormatException && message != null
        ? message
        : "cannot be read: " + e;
  }

  private static ReplayResult replay(Recordings recordings) throws IOException {
    Replay replay = new Replay(recordings.interval());
    Instant from = null;
    Instant to = null;
    for (RecordedRound round = recordings.next(); round != null; round = recordings.next()) {
      replay.add(round);
      to = Instant.ofEpochMilli(Math.round(round.epochSeconds() * 1000));
      from = from == null ? to : from;
    }
    return new ReplayResult(
        replay.sites(),
        replay.rounds(),
        replay.restarts(),
        from,
        to,
        recordings.interval(),
        recordings.warnings());
  }
}
