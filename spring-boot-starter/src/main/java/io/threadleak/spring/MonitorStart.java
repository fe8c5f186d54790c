package io.threadleak.spring;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.sampling.Throughput;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.convert.DurationStyle;

/** A monitor of the starter's own, as its knobs say. */
final class MonitorStart {

  /** The agent's spelling of no time, which may come by the environment that both read. */
  private static final String OFF = "off";

  private MonitorStart() {}

  /**
   * Starts it, which takes up to a second.
   *
   * @throws IllegalArgumentException if a knob is out of its range; the message names it
   */
  static ThreadLeakMonitor of(ThreadLeakProperties knobs, Throughput throughput) {
    ThreadLeakMonitor.Builder builder =
        ThreadLeakMonitor.builder()
            .throughput(throughput)
            .interval(knobs.interval())
            .maxSites(knobs.maxSites())
            .exportedSites(knobs.exportedSites())
            .applicationPackages(packages(knobs.applicationPackages()))
            .pinnedEvents(knobs.pinnedEvents())
            .virtualThreadEvents(knobs.virtualThreadEvents())
            .proofMaxHeap(knobs.proofMaxHeap().toBytes())
            .proofEngine(knobs.proofEngine())
            .freeProven(knobs.freeProven());
    String directory = knobs.proofDirectory();
    if (directory != null && !directory.isBlank()) {
      builder.proofDirectory(Path.of(directory));
    }
    String every = knobs.proofEvery().strip().toLowerCase(Locale.ROOT);
    // A bare "off" in YAML is false.
    if (!every.isEmpty() && !every.equals(OFF) && !every.equals("false")) {
      builder.proofEvery(DurationStyle.detectAndParse(every));
    }
    return builder.start();
  }

  /** The agent takes semicolons, and both may read the same variable. */
  private static List<String> packages(List<String> configured) {
    return configured.stream()
        .flatMap(text -> Arrays.stream(text.split(";", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
