package io.threadleak.benchmarks.proof;

import io.threadleak.benchmarks.Safepoints;
import io.threadleak.benchmarks.load.LoadJvm;
import io.threadleak.benchmarks.load.LoadPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A running JVM with many small objects and parked threads, and its log. */
final class LoadedHeap implements AutoCloseable {

  /** So rarely that none of its rounds falls into what is measured. */
  private static final Duration INTERVAL = Duration.ofHours(1);

  private static final String PROGRAM = "HeapLoad";
  private static final String LOG = "safepoints.log";

  private final Path scratch;
  private final LoadJvm jvm;
  private final Safepoints safepoints;

  private final int leaked;

  private LoadedHeap(Path scratch, LoadJvm jvm, int leaked) {
    this.scratch = scratch;
    this.jvm = jvm;
    this.leaked = leaked;
    this.safepoints = Safepoints.in(scratch.resolve(LOG));
  }

  /**
   * Starts one with the agent and waits until it stands.
   *
   * @param mebibytes of small objects
   * @param threads that are parked
   * @param leaked how many of them nothing can wake
   */
  static LoadedHeap startWithAgent(
      LoadPrograms programs, int mebibytes, int threads, int leaked, boolean virtual)
      throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("threadleak-proof-");
    LoadJvm jvm =
        programs.startWithAgent(
            PROGRAM,
            INTERVAL,
            jvmOptions(scratch, mebibytes),
            arguments(mebibytes, threads, leaked, virtual));
    jvm.line(); // ready
    jvm.reports().latest(); // the agent, too
    return new LoadedHeap(scratch, jvm, leaked);
  }

  /** Starts one without the agent, and with leaked threads alone. */
  static LoadedHeap startPlain(LoadPrograms programs, int mebibytes, int leaked)
      throws IOException {
    Path scratch = Files.createTempDirectory("threadleak-proof-");
    LoadJvm jvm =
        programs.start(
            PROGRAM, jvmOptions(scratch, mebibytes), arguments(mebibytes, leaked, leaked, false));
    jvm.line(); // ready
    return new LoadedHeap(scratch, jvm, leaked);
  }

  private static List<String> jvmOptions(Path scratch, int mebibytes) {
    String heap = 2 * mebibytes + 512 + "m";
    List<String> options = new ArrayList<>(Safepoints.jvmOptions(scratch.resolve(LOG)));
    options.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-Xss256k"));
    options.add("-Djava.io.tmpdir=" + scratch);
    return options;
  }

  private static String[] arguments(int mebibytes, int threads, int leaked, boolean virtual) {
    return new String[] {
      Integer.toString(mebibytes),
      Integer.toString(threads),
      Integer.toString(leaked),
      virtual ? "virtual" : "platform"
    };
  }

  /** The process, with its agent where it has one. */
  LoadJvm jvm() {
    return jvm;
  }

  /** Its log. */
  Safepoints safepoints() {
    return safepoints;
  }

  /** The directory that the JVM takes for temporary files, its log among them. */
  Path scratch() {
    return scratch;
  }

  /** How many of its threads nothing can wake. */
  int leaked() {
    return leaked;
  }

  /** What the last {@link Look#HEAP_DUMP} left, until it is removed. */
  Path dump() {
    return scratch.resolve("jcmd.hprof");
  }

  /**
   * Removes the last dump and has the operating system write what it still has to: that shall not
   * fall into the pause of the next look.
   */
  void settle() throws IOException, InterruptedException {
    Files.deleteIfExists(dump());
    new ProcessBuilder("sync").inheritIO().start().waitFor();
  }

  @Override
  public void close() throws IOException {
    jvm.close();
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
