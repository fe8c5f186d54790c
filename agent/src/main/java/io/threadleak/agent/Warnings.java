package io.threadleak.agent;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the agent has to tell the person who started it: each sentence once on stderr, behind {@code
 * threadleak:}, and once in the report's notes. Thread-safe.
 */
final class Warnings {

  private static final String PREFIX = "threadleak: ";

  private final PrintStream err;
  private final Set<String> said = new LinkedHashSet<>();

  Warnings(PrintStream err) {
    this.err = err;
  }

  /** Says a sentence, unless it was said before. */
  synchronized void warn(String sentence) {
    String line = sentence.replaceAll("\\s+", " ");
    if (said.add(line)) {
      err.println(PREFIX + line);
    }
  }

  /** Says something of several lines; the report's notes do not have it. */
  synchronized void tell(String lines) {
    err.println(PREFIX + lines);
  }

  /** All that was said so far, in order. */
  synchronized List<String> said() {
    return List.copyOf(said);
  }
}
