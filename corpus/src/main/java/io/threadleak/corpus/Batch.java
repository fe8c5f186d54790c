package io.threadleak.corpus;

import io.threadleak.corpus.program.Program;
import io.threadleak.model.ProofReport.Engine;
import java.util.List;
import java.util.stream.Stream;

/**
 * Programs that are run in one JVM and judged together.
 *
 * @param name unique among the batches of a run
 * @param variant how they are run
 * @param programs their names
 * @param mostCopies of each program, 1 or more
 * @param engine by which means they are judged
 * @param kind what is done beside
 * @param collector of that JVM, as in {@code -XX:+UseG1GC}; empty for the JVM's choice
 * @param jvmOptions further options of that JVM
 */
record Batch(
    String name,
    Variant variant,
    List<String> programs,
    int mostCopies,
    Engine engine,
    Kind kind,
    String collector,
    List<String> jvmOptions) {

  /** What is done with a batch beside running its programs and judging them once. */
  enum Kind {
    /** Nothing. */
    PLAIN,
    /** Other threads wake each other all the while, and it is judged several times. */
    CHURN,
    /** Copies are added round by round, and growth is judged as well. */
    GROWTH,
    /**
     * The programs break what a proof then has to name among its assumptions: that they are proved
     * shows their teeth, and is false only where the assumption is not named.
     */
    BAIT
  }

  /** Copies the lists. */
  Batch {
    programs = List.copyOf(programs);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** The programs of families that a variant suits. */
  static List<Program> programsOf(Variant variant, Family... families) {
    return Stream.of(families)
        .flatMap(family -> family.programs().stream())
        .filter(program -> program.since() <= Runtime.version().feature())
        .filter(variant::suits)
        .toList();
  }
}
