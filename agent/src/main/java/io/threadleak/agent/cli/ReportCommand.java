package io.threadleak.agent.cli;

import io.threadleak.model.LeakReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the latest report of a running agent. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Prints the latest report of a running agent; exits with 1 if a site leaks.")
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "URL|PID",
      description = "Where it serves (http://127.0.0.1:9847), or the process id of its JVM.")
  private String target;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "text (the default) or json.")
  private Format format;

  @Mixin private DoorOptions doors;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  ReportCommand() {}

  @Override
  public Integer call() throws CommandException {
    LeakReport report =
        new ReportFetch(doors).fetch(target.matches("\\d{1,18}") ? urlOf() : target);
    spec.commandLine().getOut().print(format.render(report));
    spec.commandLine().getOut().flush();
    return report.leaks() ? Main.LEAK : Main.FINE;
  }

  private String urlOf() throws CommandException {
    try (TargetJvm jvm = TargetJvm.attach(Long.parseLong(target))) {
      String url = jvm.agentUrl();
      if (url == null) {
        throw new CommandException(
            "no agent serves in process %s: attach one by 'attach %s'".formatted(target, target));
      }
      return url;
    }
  }
}
