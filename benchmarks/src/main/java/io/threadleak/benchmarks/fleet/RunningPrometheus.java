package io.threadleak.benchmarks.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus on loopback in a directory of its own, both gone when it is closed. */
final class RunningPrometheus implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory;
  private final Process process;
  private final String address;

  /** Starts it; it is ready when this returns. */
  RunningPrometheus(Path program, String config) throws IOException, InterruptedException {
    directory = Files.createTempDirectory("threadleak-fleet-");
    Path file = Files.writeString(directory.resolve("prometheus.yml"), config);
    int port = freePort();
    address = "http://127.0.0.1:" + port;
    process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + file,
                "--storage.tsdb.path=" + directory.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    // Whoever ends this JVM ends the program too.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        String log = Files.readString(directory.resolve("log"));
        close();
        throw new IOException(program + " did not become ready\n" + log);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return http.send(request("/-/ready"), HttpResponse.BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The largest value of its own series of that name; 0 where there is none. */
  double own(String name) throws IOException, InterruptedException {
    return own(name, "");
  }

  /** The same of the series whose labels end so. */
  double own(String name, String end) throws IOException, InterruptedException {
    return get("/metrics")
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> line.substring(0, line.lastIndexOf(' ')).endsWith(end))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .max()
        .orElse(0);
  }

  /** The first value that an instant query answers; 0 where it answers nothing. */
  double value(String query) throws IOException, InterruptedException {
    return result(query).path(0).path("value").path(1).asDouble(0);
  }

  /** Whether an instant query is answered within two minutes. */
  boolean answers(String query) throws IOException, InterruptedException {
    try {
      result(query);
      return true;
    } catch (HttpTimeoutException e) {
      return false;
    }
  }

  private JsonNode result(String query) throws IOException, InterruptedException {
    JsonNode answer =
        JSON.readTree(
            get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
    if (!answer.path("status").asString("").equals("success")) {
      throw new IOException(query + ": " + answer);
    }
    return answer.path("data").path("result");
  }

  /** Its version, as it states it. */
  String version() throws IOException, InterruptedException {
    return JSON.readTree(get("/api/v1/status/buildinfo")).path("data").path("version").asString("");
  }

  /** The most memory it has had so far, in bytes. */
  long peakMemory() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(kib -> Long.parseLong(kib) * 1024)
          .findFirst()
          .orElse(0);
    }
  }

  /** What it has on disk, in bytes. */
  long onDisk() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("tsdb"))) {
      return files.filter(Files::isRegularFile).mapToLong(RunningPrometheus::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      return 0;
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    return http.send(request(path), HttpResponse.BodyHandlers.ofString()).body();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(DEADLINE).build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Ends it and removes its directory. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
