package io.threadleak.agent.cli;

import io.threadleak.DumpProof;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves which threads nothing alive can wake. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = "Proves, by reachability, which threads of a JVM nothing alive can wake.",
    footer = {
      "",
      "The JVM stands still while its heap is dumped: up to a second for 100 MB, 5 to 10 s for 1 GB.",
      "An agent is loaded into it if none is there, and stays. Of a dump that anyone took less is",
      "sure; what has to be assumed is printed. Exits with 1 if threads are proved or stuck.",
      "The collector dumps nothing: it makes a full collection, two where it finds any, and tells of",
      "virtual threads alone. What the dump leaves out (on Java 21) is asked of it by itself."
    })
final class ProveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PID|FILE.hprof|URL",
      description = "The process id of a JVM, a heap dump, or where an agent serves.")
  private String target;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "text (the default) or json.")
  private Format format;

  @Option(
      names = "--engine",
      paramLabel = "auto|dump|collector",
      description =
          "What is asked: a heap dump, or the garbage collector; by default what the agent says.")
  private @Nullable ProofEngine engine;

  @Mixin private DoorOptions doors;

  private final Set<String> phases = new HashSet<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  ProveCommand() {}

  @Override
  public Integer call() throws CommandException {
    ProofReport proof = prove();
    spec.commandLine().getOut().print(format.render(proof));
    spec.commandLine().getOut().flush();
    int leaked = proof.threads(ProofTier.PROVED) + proof.threads(ProofTier.STUCK);
    return leaked > 0 ? Main.LEAK : Main.FINE;
  }

  private ProofReport prove() throws CommandException {
    if (target.matches("\\d{1,18}")) {
      return new ProofFetch(agentUrl(), engine, doors).fetch(this::tell);
    }
    if (target.startsWith("http://") || target.startsWith("https://")) {
      return new ProofFetch(target, engine, doors).fetch(this::tell);
    }
    Path file = Path.of(target);
    if (!Files.isRegularFile(file)) {
      throw new CommandException(
          "'%s' is neither a process id nor a file nor a URL".formatted(target));
    }
    if (engine != null && engine != ProofEngine.DUMP) {
      throw new CommandException(
          "--engine %s asks a running JVM, and %s is a heap dump: leave it away"
              .formatted(engine.label(), target));
    }
    try {
      return DumpProof.of(file, progress -> tell(progress.phase()));
    } catch (IOException e) {
      throw new CommandException(String.valueOf(e.getMessage()), e);
    } catch (OutOfMemoryError e) {
      throw new CommandException(
          "%s needs more memory than %d MB: run java -Xmx8g -jar threadleak.jar prove %s, say"
              .formatted(target, Runtime.getRuntime().maxMemory() >> 20, target));
    }
  }

  private String agentUrl() throws CommandException {
    try (TargetJvm jvm = TargetJvm.attach(Long.parseLong(target))) {
      String url = jvm.agentUrl();
      if (url != null) {
        return url;
      }
      tell("loading the agent");
      jvm.load(OwnJar.path(), "port=0");
      return jvm.awaitAgentUrl();
    }
  }

  private void tell(String phase) {
    if (phases.add(phase)) {
      spec.commandLine().getErr().println("threadleak: " + phase);
      spec.commandLine().getErr().flush();
    }
  }
}
