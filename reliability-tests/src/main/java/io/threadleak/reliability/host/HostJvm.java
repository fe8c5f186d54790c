package io.threadleak.reliability.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A host application in a JVM of its own, with its output in files; killed when closed. */
public final class HostJvm implements AutoCloseable {

  /** How long anything that is waited for may take on a slow machine. */
  public static final Duration DEADLINE = Duration.ofSeconds(60);

  /** The agent's own lines, and its log records where the host prints each on a line. */
  private static final Pattern OURS = Pattern.compile("threadleak: .*|WARNING threadleak: .*");

  /** What the JVM itself says of agents and flags. */
  private static final Pattern OF_THE_JVM =
      Pattern.compile(".* VM warning: .*|WARNING: .*|\\[\\d+[.,]\\d+s]\\[.*");

  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(DEADLINE).build();

  private final Process process;
  private final Path folder;
  private final int port;

  private HostJvm(Process process, Path folder) throws IOException, InterruptedException {
    this.process = process;
    this.folder = folder;
    this.port = awaitPort();
  }

  /** Runs a command that becomes a shop; returns once it is open. */
  static HostJvm start(ProcessBuilder builder, Path folder)
      throws IOException, InterruptedException {
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("THREADLEAK_"));
    Process process = builder.start();
    try {
      return new HostJvm(process, folder);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Where it serves, on loopback. */
  public int port() {
    return port;
  }

  /** The process that runs it. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Its own folder, for what a run needs. */
  public Path folder() {
    return folder;
  }

  /** What it printed to standard output, but for what the JVM says itself. */
  public List<String> out() {
    return lines("out").stream().filter(line -> !OF_THE_JVM.matcher(line).matches()).toList();
  }

  /** What it printed to standard error, but for our warnings and what the JVM says itself. */
  public List<String> err() {
    return lines("err").stream()
        .filter(line -> !OURS.matcher(line).matches() && !OF_THE_JVM.matcher(line).matches())
        .toList();
  }

  /** Our warnings. */
  public List<String> warnings() {
    return lines("err").stream().filter(line -> OURS.matcher(line).matches()).toList();
  }

  /** Asks the host's desk. */
  public String ask(String task) throws IOException, InterruptedException {
    return get("http://127.0.0.1:" + port + "/desk/" + task);
  }

  /** Where our server listens, waiting for it to. */
  public String url() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    String url = ask("url");
    while (url.isEmpty()) {
      pause(deadline, "our server does not listen; warnings " + warnings());
      url = ask("url");
    }
    return url;
  }

  /** The body of a page that is there. */
  public static String get(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(DEADLINE).build();
    HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    String body = new String(response.body(), StandardCharsets.UTF_8);
    if (response.statusCode() != 200) {
      throw new IOException(url + " answers " + response.statusCode() + ": " + body);
    }
    return body;
  }

  /** Waits until none of our threads is left. */
  public void awaitNoThreadsOfOurs() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    String threads = ask("threads");
    while (threads.contains(" threadleak")) {
      pause(deadline, "threads of ours are left: " + threads);
      threads = ask("threads");
    }
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Has the host end by itself; its exit status, and -1 if it does not. */
  public int end() throws IOException, InterruptedException {
    ask("end");
    return exitStatus();
  }

  /** Waits for its end; its exit status, and -1 if it does not end. */
  public int exitStatus() throws InterruptedException {
    boolean ended = process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    return ended ? process.exitValue() : -1;
  }

  /** Lets a poll wait for a moment, until its deadline. */
  static void pause(long deadlineNanos, String otherwise) throws InterruptedException {
    if (System.nanoTime() > deadlineNanos) {
      throw new IllegalStateException(otherwise);
    }
    TimeUnit.MILLISECONDS.sleep(50);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private int awaitPort() throws IOException, InterruptedException {
    Path file = folder.resolve("port");
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!Files.exists(file)) {
      if (!process.isAlive()) {
        throw new IOException("the host ended: " + lines("out") + lines("err"));
      }
      pause(deadline, "the host does not open: " + lines("err"));
    }
    return Integer.parseInt(Files.readString(file));
  }

  private List<String> lines(String name) {
    try {
      return new ArrayList<>(Files.readAllLines(folder.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
