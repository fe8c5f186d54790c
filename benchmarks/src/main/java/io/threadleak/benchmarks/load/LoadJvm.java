package io.threadleak.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running load program, which obeys lines on its standard input; ended when closed. */
public final class LoadJvm implements AutoCloseable {

  private final Process process;
  private final PrintWriter commands;
  private final BufferedReader answers;
  private final @Nullable AgentReports reports;

  private LoadJvm(Process process, @Nullable AgentReports reports) {
    this.process = process;
    this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.reports = reports;
  }

  static LoadJvm start(List<String> command, @Nullable AgentReports reports) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new LoadJvm(process, reports);
  }

  /** The process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** The agent's reports; only where there is an agent. */
  public AgentReports reports() {
    if (reports == null) {
      throw new IllegalStateException("this JVM has no agent");
    }
    return reports;
  }

  /** Sends a line and leaves the answer for later. */
  public void tell(String command) {
    commands.println(command);
  }

  /** Sends a line and reads the numbers of the answer. */
  public long[] ask(String command) throws IOException {
    tell(command);
    return numbers();
  }

  /** The numbers of the next line. */
  public long[] numbers() throws IOException {
    return Arrays.stream(line().split(" ")).mapToLong(Long::parseLong).toArray();
  }

  /** Sends a line and reads the answer's lines to an empty one. */
  public List<String> askForLines(String command) throws IOException {
    tell(command);
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    return lines;
  }

  /** Whether the program has said something that was not read yet. */
  public boolean hasAnswer() throws IOException {
    return answers.ready();
  }

  /** The next line of the program. */
  public String line() throws IOException {
    String line = answers.readLine();
    while (line != null && line.startsWith("[")) { // the JVM itself
      line = answers.readLine();
    }
    if (line == null) {
      throw new IOException("a load program ended early: " + process.info().commandLine());
    }
    return line;
  }

  @Override
  public void close() {
    commands.close();
    process.destroy();
    process.onExit().join();
  }
}
