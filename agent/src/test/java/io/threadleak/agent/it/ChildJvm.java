package io.threadleak.agent.it;

import static org.awaitility.Awaitility.await;

import io.threadleak.json.JsonReports;
import io.threadleak.model.LeakReport;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of the same JDK, with its output in files; killed when closed. */
final class ChildJvm implements AutoCloseable {

  static final Path JAR = Path.of(System.getProperty("threadleak.jar")).toAbsolutePath();

  /** How long a test waits for what such a JVM does: only one that fails ever waits so long. */
  static final Duration DEADLINE = Duration.ofMinutes(3);

  /** The quick compiler alone: the thorough one costs more than it spares in a few seconds. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  private final Process process;
  private final Path out;
  private final Path err;

  private ChildJvm(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Runs {@code java} with the given arguments. */
  static ChildJvm java(List<String> arguments) throws IOException {
    return java(List.of(), arguments);
  }

  /** The same by way of programs that are given the command. */
  static ChildJvm java(List<String> before, List<String> arguments) throws IOException {
    Path folder = Files.createTempDirectory("threadleak-it-");
    folder.toFile().deleteOnExit();
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    out.toFile().deleteOnExit();
    err.toFile().deleteOnExit();
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("THREADLEAK_"));
    return new ChildJvm(builder.start(), out, err);
  }

  /** Runs a host under the agent, with the classes of the tests and libraries given first. */
  static ChildJvm host(Class<?> main, String agentOptions, String... jvmArguments)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(SHORT_LIVED));
    arguments.addAll(List.of(jvmArguments));
    arguments.add("-javaagent:" + JAR + "=" + agentOptions);
    return java(mainOf(arguments, main, List.of()));
  }

  /** Adds class path and main class to the arguments of a JVM. */
  static List<String> mainOf(List<String> arguments, Class<?> main, List<Path> first) {
    List<String> classPath = new ArrayList<>(first.stream().map(Path::toString).toList());
    classPath.add(locationOf(main));
    classPath.add(locationOf(jakarta.servlet.Servlet.class));
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main.getName()));
    return all;
  }

  /** Runs the jar as a command. */
  static ChildJvm command(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(SHORT_LIVED, "-jar", JAR.toString()));
    all.addAll(List.of(arguments));
    return java(all);
  }

  long pid() {
    return process.pid();
  }

  String out() {
    return read(out);
  }

  /** Standard error, but for what the JVM itself says of agents. */
  String err() {
    return read(err)
        .lines()
        .filter(line -> !line.contains(" VM warning: ") && !line.startsWith("WARNING: "))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /** Waits for a line of standard output that begins so; returns the rest of it. */
  String awaitLine(String begin) {
    return await("'" + begin + "' in the output")
        .atMost(DEADLINE)
        .until(
            () ->
                wholeLines(out())
                    .filter(line -> line.startsWith(begin))
                    .map(line -> line.substring(begin.length()))
                    .findFirst()
                    .orElse(process.isAlive() ? null : "(ended: " + err() + ")"),
            line -> line != null);
  }

  /** Without the last line while it is being written. */
  private static Stream<String> wholeLines(String text) {
    return text.substring(0, text.lastIndexOf('\n') + 1).lines();
  }

  /** Waits for a report that shows what is asked for. */
  LeakReport awaitReport(Predicate<LeakReport> shows) {
    String url = awaitLine("agent ");
    return await("a report").atMost(DEADLINE).until(() -> fetch(url), shows);
  }

  /** Asks the host to end in an orderly way. */
  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Ends the host in an orderly way; returns its exit status. */
  int end() throws IOException, InterruptedException {
    closeInput();
    return exitStatus();
  }

  /** Sends it a signal, {@code TERM}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
  }

  /** Ends the host on the spot, as the kernel would; returns once it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitStatus();
  }

  /** Waits for its own end. */
  int exitStatus() throws InterruptedException {
    if (!process.waitFor(DEADLINE.toSeconds() * 2, TimeUnit.SECONDS)) {
      throw new AssertionError("does not end: " + out() + err());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static LeakReport fetch(String url) throws IOException {
    try (var in = URI.create(url + "/api/v1/report").toURL().openStream()) {
      return new JsonReports().read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** The folder or jar that a class was loaded from. */
  static String locationOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
