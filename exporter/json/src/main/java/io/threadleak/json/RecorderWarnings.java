package io.threadleak.json;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** What a recorder has to tell the person who started it, each kind once. Thread-safe. */
final class RecorderWarnings {

  /** A kind of trouble, and what comes of it. */
  enum Kind {
    BEGIN(
        "no file can be begun",
        "give a directory that this process may write to; it is tried again each round"),
    WRITE("a round could not be written", "make room; it is tried again each round"),
    GONE("a file was deleted while it was written to", "a new one is begun"),
    COMPRESS("a file could not be compressed", "it stays as it is"),
    CLEAR("old files could not be deleted", "delete them, or the directory grows"),
    SLOW("writing is slower than the rounds", "rounds are left out"),
    RESUMED("rounds are recorded again", "the lost ones are a gap");

    private final String what;
    private final String then;

    Kind(String what, String then) {
      this.what = what;
      this.then = then;
    }
  }

  private final Path directory;
  private final Consumer<String> told;
  private final Set<Kind> said = EnumSet.noneOf(Kind.class);

  RecorderWarnings(Path directory, Consumer<String> told) {
    this.directory = directory;
    this.told = told;
  }

  void warn(Kind kind, Throwable cause) {
    warn(kind, cause.toString());
  }

  synchronized void warn(Kind kind, String detail) {
    if (said.add(kind)) {
      try {
        told.accept(
            "recording to %s: %s (%s); %s".formatted(directory, kind.what, detail, kind.then));
      } catch (RuntimeException | Error foreign) {
        return; // what a listener throws is its own affair, the recording goes on
      }
    }
  }
}
