package io.threadleak.reliability.growth;

import io.threadleak.reliability.host.HostJvm;
import io.threadleak.reliability.host.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What we hold in a host's JVM, as the JDK and Linux tell it from outside. */
final class OwnHold {

  private static final String OURS = "io.threadleak.";

  private OwnHold() {}

  /** Has the host collect its garbage and reads. */
  static Reading read(HostJvm host, Place place, Path recordings, double seconds)
      throws IOException, InterruptedException {
    long bytes = 0;
    long objects = 0;
    for (String line : histogram(host, place)) {
      String[] cells = line.strip().split("\\s+", -1);
      if (cells.length >= 4 && cells[3].replaceFirst("^\\[+L", "").startsWith(OURS)) {
        objects += Long.parseLong(cells[1]);
        bytes += Long.parseLong(cells[2]);
      }
    }
    List<Path> recorded = list(recordings);
    return new Reading(
        seconds,
        bytes,
        objects,
        ownThreads(host.ask("threads")),
        list(Path.of("/proc/" + host.process().pid() + "/fd")).size(),
        recorded.size(),
        recorded.stream().mapToLong(file -> file.toFile().length()).sum());
  }

  /** How many threads of ours a host's desk has named. */
  static int ownThreads(String named) {
    return named
        .lines()
        .filter(line -> line.contains(" threadleak"))
        .mapToInt(line -> Integer.parseInt(line.substring(0, line.indexOf(' '))))
        .sum();
  }

  private static List<String> histogram(HostJvm host, Place place)
      throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                place.tool("jcmd").toString(),
                Long.toString(host.process().pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd says " + said);
    }
    return said.lines().toList();
  }

  private static List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
