package io.threadleak.proving;

import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The service's end of a {@link ProofChild}. For one thread, but for {@link #close}. */
final class AnalysisProcess implements AutoCloseable {

  private static final Path NICE = Path.of("/usr/bin/nice");
  private static final int ENDING_SECONDS = 5;
  private static final int MAX_COMPLAINT_BYTES = 2_000;

  /** What makes a JVM take up agents and flags that are meant for the service. */
  private static final Set<String> FLAGS_OF_THE_SERVICE =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  private final Process process;
  private final Wire wire;
  private final Path complaints;

  private AnalysisProcess(Process process, Wire wire, Path complaints) {
    this.process = process;
    this.wire = wire;
    this.complaints = complaints;
  }

  /**
   * Starts the process, and waits until it runs.
   *
   * @param heapBytes what its heap may take
   * @param millis after which it ends by itself
   */
  static AnalysisProcess start(ProofDirectory directory, long heapBytes, long millis)
      throws ProofException {
    List<String> command = command(directory, heapBytes, millis);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.path().toFile())
              .redirectError(directory.complaints().toFile());
      builder.environment().keySet().removeAll(FLAGS_OF_THE_SERVICE);
      Process process = builder.start();
      try {
        Wire wire = new Wire(process.getInputStream(), process.getOutputStream());
        AnalysisProcess started = new AnalysisProcess(process, wire, directory.complaints());
        started.expect(Message.Ready.class);
        return started;
      } catch (IOException | ProofException | RuntimeException e) {
        process.destroyForcibly();
        throw e;
      }
    } catch (IOException e) {
      throw new ProofException(
          Reason.FAILED,
          "the process that analyses cannot be started: %s%s"
              .formatted(e.getMessage(), said(directory.complaints())),
          e);
    }
  }

  /** Says something to it. */
  void send(Message message) throws ProofException {
    try {
      wire.send(message);
    } catch (IOException e) {
      throw gone(e);
    }
  }

  /** The next thing it says; waits for it. */
  Message receive() throws ProofException {
    try {
      Message message = wire.receive();
      if (message == null) {
        throw gone(null);
      }
      if (message instanceof Message.Failed failed) {
        throw new ProofException(Reason.FAILED, "the analysis failed: " + failed.why());
      }
      return message;
    } catch (IOException e) {
      throw gone(e);
    }
  }

  /** Waits for a message of that type. */
  void expect(Class<? extends Message> type) throws ProofException {
    Message message = receive();
    if (!type.isInstance(message)) {
      throw new ProofException(
          Reason.FAILED, "the analysis said %s, not %s".formatted(message, type.getSimpleName()));
    }
  }

  /** Its process id. */
  long pid() {
    return process.pid();
  }

  /** Has it end. From any thread; a thread that waits for a message gets an exception. */
  void kill() {
    process.destroyForcibly();
  }

  /** Ends it, and waits until it has. */
  @Override
  public void close() {
    kill();
    try {
      if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
        return; // the operating system is busy; it will not run another instruction all the same
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ProofException gone(@Nullable IOException cause) {
    String message = "the process that analyses has ended" + said(complaints);
    return cause == null
        ? new ProofException(Reason.FAILED, message)
        : new ProofException(Reason.FAILED, message, cause);
  }

  private static List<String> command(ProofDirectory directory, long heapBytes, long millis)
      throws ProofException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java" + suffix());
    if (!Files.isExecutable(java)) {
      throw new ProofException(
          Reason.REFUSED,
          "there is no %s to analyse with: run the service on a Java runtime that has bin/java"
              .formatted(java));
    }
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "10"));
    }
    command.add(java.toString());
    command.add("-Xmx" + Math.max(1, heapBytes >> 20) + "m");
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            // What the JVM itself has to say must not get between the messages.
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable"));
    command.addAll(List.of("-cp", OwnClasses.path(directory.path()).toString()));
    command.addAll(
        List.of(ProofChild.class.getName(), directory.path().toString(), Long.toString(millis)));
    return command;
  }

  private static String suffix() {
    return File.separatorChar == '/' ? "" : ".exe";
  }

  private static String said(Path complaints) {
    try (var in = Files.newInputStream(complaints)) {
      String text = new String(in.readNBytes(MAX_COMPLAINT_BYTES), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? "" : ", saying: " + text;
    } catch (IOException nothing) {
      return "";
    }
  }
}
