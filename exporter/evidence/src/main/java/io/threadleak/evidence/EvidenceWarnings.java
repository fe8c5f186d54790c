package io.threadleak.evidence;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** What a keeper has to tell the person who started it, each kind once. Thread-safe. */
final class EvidenceWarnings {

  /** A kind of trouble, and what comes of it. */
  enum Kind {
    REHEARSAL(
        "a first bundle could not be written",
        "give a directory that this process may write to, and room; it is tried again when there is"
            + " need"),
    WRITE("a bundle could not be written", "make room; it is tried again"),
    CLEAR("old bundles could not be deleted", "delete them, or the directory grows");

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

  EvidenceWarnings(Path directory, Consumer<String> told) {
    this.directory = directory;
    this.told = told;
  }

  synchronized void warn(Kind kind, Throwable cause) {
    if (said.add(kind)) {
      Throwable root = cause.getCause() == null ? cause : cause.getCause();
      tell("evidence in %s: %s (%s); %s".formatted(directory, kind.what, root, kind.then));
    }
  }

  /** Says what is no trouble of ours. */
  void tell(String sentence) {
    try {
      told.accept(sentence);
    } catch (RuntimeException | Error foreign) {
      return; // what a listener throws is its own affair, the evidence is kept
    }
  }
}
