package io.threadleak.libraries;

import static org.awaitility.Awaitility.await;

import io.threadleak.json.JsonReports;
import io.threadleak.model.LeakReport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A program with real libraries in a JVM of its own, under the agent; killed when closed. */
final class WatchedProgram implements AutoCloseable {

  private static final Path AGENT = Path.of(System.getProperty("threadleak.jar")).toAbsolutePath();
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  private final Process process;
  private final Path output;

  private WatchedProgram(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts it with everything on its class path that the test has. */
  static WatchedProgram start(String main, String options, String... arguments) throws IOException {
    Path output = Files.createTempFile("threadleak-libraries-", ".out");
    output.toFile().deleteOnExit();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-javaagent:" + AGENT + "=port=0,interval=1s" + options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("THREADLEAK_"));
    return new WatchedProgram(builder.start(), output);
  }

  /** Waits for a line that begins so; returns the rest of it. */
  String awaitLine(String begin) {
    return await("'" + begin + "' in the output")
        .atMost(DEADLINE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> find(begin), line -> line != null);
  }

  private String find(String begin) throws IOException {
    String text = Files.readString(output);
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length()))
        .findFirst()
        .orElseGet(() -> process.isAlive() ? null : "(ended: " + text + ")");
  }

  /** Waits for a report that shows what is asked for. */
  LeakReport awaitReport(Predicate<LeakReport> shows) {
    String url = awaitLine("agent ");
    return await("a report")
        .atMost(DEADLINE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> fetch(url), shows);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static LeakReport fetch(String url) throws IOException {
    try (InputStream in = URI.create(url + "/api/v1/report").toURL().openStream()) {
      return new JsonReports().read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
