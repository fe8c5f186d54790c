package io.threadleak.reliability.growth;

import java.util.List;

/**
 * How it went.
 *
 * @param what was run
 * @param readings in order, after the warm-up
 * @param counted what was done in it, in words
 * @param troubles what grew, or went wrong; empty if nothing did
 */
public record GrowthOutcome(
    String what, List<Reading> readings, String counted, List<String> troubles) {

  /** Copies the lists. */
  public GrowthOutcome {
    readings = List.copyOf(readings);
    troubles = List.copyOf(troubles);
  }

  /** The readings and what came of them, in Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| After | Our objects | Their bytes | Our threads | Open files | Recorded files |");
    text.append(" Recorded bytes |\n|---:|---:|---:|---:|---:|---:|---:|\n");
    for (Reading reading : readings) {
      text.append(
          "| %s | %,d | %,d | %d | %d | %d | %,d |%n"
              .formatted(
                  time(reading.seconds()),
                  reading.ownObjects(),
                  reading.ownBytes(),
                  reading.ownThreads(),
                  reading.files(),
                  reading.recordedFiles(),
                  reading.recordedBytes()));
    }
    text.append("\n").append(what).append(": ").append(counted).append(". ");
    text.append(troubles.isEmpty() ? "Nothing grew." : "FAILED: " + String.join("; ", troubles));
    return text.append("\n").toString();
  }

  private static String time(double seconds) {
    return seconds < 7_200
        ? "%.0f min".formatted(seconds / 60)
        : "%.0f h".formatted(seconds / 3_600);
  }
}
