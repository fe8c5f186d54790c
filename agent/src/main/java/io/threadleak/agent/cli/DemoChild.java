package io.threadleak.agent.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The demo service in a JVM of its own, under the agent. It does not outlive this JVM, unless that
 * is killed outright.
 */
final class DemoChild implements AutoCloseable {

  /** What {@code io.threadleak.demo.DemoService} prints before its address. */
  private static final String ANNOUNCEMENT = "demo service: ";

  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 5;

  private final Process process;
  private final PrintWriter err;
  private final String agentUrl;
  private final CompletableFuture<String> url = new CompletableFuture<>();
  private final Thread killer;

  private DemoChild(Process process, int agentPort, PrintWriter err) {
    this.process = process;
    this.err = err;
    this.agentUrl = "http://127.0.0.1:" + agentPort;
    this.killer = new Thread(process::destroyForcibly, "demo-killer");
  }

  /** Starts the service on free ports of the loopback address. */
  static DemoChild start(Path jar, boolean healthy, PrintWriter err) throws CommandException {
    try {
      int port = freePort();
      Process process =
          new ProcessBuilder(command(jar, port, healthy))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectInput(ProcessBuilder.Redirect.from(new File(nullDevice())))
              .start();
      DemoChild child = new DemoChild(process, port, err);
      Runtime.getRuntime().addShutdownHook(child.killer);
      Thread reader = new Thread(child::readOutput, "demo-output");
      reader.setDaemon(true);
      reader.start();
      return child;
    } catch (IOException e) {
      throw new CommandException("the demo service cannot be started: " + e.getMessage(), e);
    }
  }

  /** Where the agent in it serves. */
  String agentUrl() {
    return agentUrl;
  }

  /** Where it serves; {@link #awaitServing} has returned before. */
  String url() {
    return url.join();
  }

  /** Waits until service and agent answer. */
  void awaitServing() throws CommandException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    try {
      url.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      checkAlive();
      throw new CommandException("the demo service does not say where it serves", e);
    }
    ReportFetch fetch = new ReportFetch(new DoorOptions());
    while (true) {
      try {
        fetch.fetch(agentUrl);
        return;
      } catch (CommandException e) {
        checkAlive();
        if (System.nanoTime() - deadline > 0) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  /**
   * Passes if the service still runs.
   *
   * @throws CommandException if it has ended
   */
  void checkAlive() throws CommandException {
    if (!process.isAlive()) {
      throw new CommandException(
          "the demo service ended by itself, with exit status " + process.exitValue());
    }
  }

  /** Ends the service, within seconds. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // This JVM is ending, and the hook has run.
    }
  }

  private static List<String> command(Path jar, int agentPort, boolean healthy) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + jar + "=interval=1s,host=127.0.0.1,port=" + agentPort);
    command.add("-cp");
    command.add(jar.toString());
    command.add("io.threadleak.demo.DemoService");
    if (healthy) {
      command.add("--healthy");
    }
    return command;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String nullDevice() {
    return File.separatorChar == '/' ? "/dev/null" : "NUL";
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(ANNOUNCEMENT)) {
          url.complete(line.substring(ANNOUNCEMENT.length()));
        } else {
          err.println(line);
        }
      }
    } catch (IOException ended) {
      // The stream of a killed process breaks.
    }
    url.completeExceptionally(new IOException("its output has ended"));
  }
}
