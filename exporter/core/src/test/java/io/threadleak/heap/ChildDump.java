package io.threadleak.heap;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small JVM of the same JDK that fills its heap, dumps it and ends. */
final class ChildDump {

  @SuppressWarnings("unused") // held, for the dump
  private static final List<Object[]> KEPT = new ArrayList<>();

  private ChildDump() {}

  /** Arguments: how many objects, the file. */
  public static void main(String[] arguments) throws IOException {
    int objects = Integer.parseInt(arguments[0]);
    for (int i = 0; i < objects / 4; i++) {
      KEPT.add(new Object[] {Integer.valueOf(i + 1_000_000), new Object(), new long[] {i}});
    }
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[1], true);
  }

  /** The dump of a JVM with about so many objects beside its own. */
  static Path write(Path directory, int objects, String... jvmArguments)
      throws IOException, InterruptedException {
    Path file = directory.resolve("child-" + System.nanoTime() + ".hprof");
    List<String> arguments = new ArrayList<>(List.of(jvmArguments));
    arguments.addAll(
        List.of(ChildDump.class.getName(), Integer.toString(objects), file.toString()));
    run(arguments);
    return file;
  }

  /** Runs {@code java} with the class path of the tests; returns its output. */
  static String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(arguments);
    File out = File.createTempFile("child", ".out");
    out.deleteOnExit();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out).start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    String told = Files.readString(out.toPath(), StandardCharsets.UTF_8);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError(command + (ended ? " failed: " : " does not end: ") + told);
    }
    return told;
  }
}
