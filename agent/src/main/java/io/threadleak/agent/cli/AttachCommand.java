package io.threadleak.agent.cli;

import io.threadleak.agent.options.AgentOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads the agent into a JVM that runs already. */
@Command(
    name = "attach",
    mixinStandardHelpOptions = true,
    description = "Loads the agent into a running JVM and prints where it serves.",
    footer = {
      "",
      "Threads that run already are known by name only, virtual ones by what they run. JDK 21 and",
      "later print a warning in the target JVM unless it was started with -XX:+EnableDynamicAgentLoading."
    })
final class AttachCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PID", description = "Process id of the JVM.")
  private long pid;

  @Parameters(
      index = "1",
      paramLabel = "OPTIONS",
      arity = "0..1",
      description = "Options of the agent, such as port=0,interval=10s.")
  private @Nullable String options;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  AttachCommand() {}

  @Override
  public Integer call() throws CommandException {
    String given = options == null ? "" : options;
    AgentOptions checked = AgentOptions.read(given, Map.of());
    if (!checked.problems().isEmpty()) {
      throw new CommandException(String.join("\nthreadleak: ", checked.problems()));
    }
    try (TargetJvm target = TargetJvm.attach(pid)) {
      String running = target.agentUrl();
      if (running != null) {
        throw new CommandException(
            "an agent is at work in process %d already, at %s".formatted(pid, running));
      }
      target.load(OwnJar.path(), given);
      spec.commandLine().getOut().println(target.awaitAgentUrl());
      return Main.FINE;
    }
  }
}
