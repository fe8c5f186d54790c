package io.threadleak.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The first {@value #KEPT} warnings, and how many more there were. Not thread-safe. */
final class RecordingWarnings implements Consumer<String> {

  private static final int KEPT = 10;

  private final List<String> kept = new ArrayList<>();
  private long more;

  @Override
  public void accept(String warning) {
    if (kept.size() < KEPT) {
      kept.add(warning);
    } else {
      more++;
    }
  }

  /** One line each, the last of which may be a count. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(kept);
    if (more > 0) {
      lines.add("and " + more + " more warnings");
    }
    return lines;
  }
}
