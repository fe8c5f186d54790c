package io.threadleak.agent.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code java -jar threadleak.jar}. */
@Command(
    name = "threadleak",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Counts live JVM threads by the line that started them, and says which line leaks.",
    footer = {
      "",
      "Exit status: 0 nothing leaks, 1 a leak was found, 2 usage or input error.",
      "As an agent: java -javaagent:threadleak.jar=port=9847,interval=10s ..."
    },
    subcommands = {
      AttachCommand.class,
      ReportCommand.class,
      ProveCommand.class,
      ReplayCommand.class,
      DemoCommand.class
    })
public final class Main implements Runnable {

  static final int FINE = 0;
  static final int LEAK = 1;
  static final int ERROR = 2;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  Main() {}

  /** Runs one command and ends this JVM with its exit status. */
  public static void main(String[] arguments) {
    System.exit(run(writer(System.out), writer(System.err), arguments));
  }

  /** UTF-8 whatever the locale, for a report may be read by a program. */
  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Runs one command; returns its exit status. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> refuse(command, failure))
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private static int refuse(CommandLine command, Exception failure) {
    boolean expected = failure instanceof CommandException;
    command.getErr().println("threadleak: " + (expected ? failure.getMessage() : failure));
    command.getErr().flush();
    return ERROR;
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"threadleak " + (version == null ? "unknown" : version)};
    }
  }
}
