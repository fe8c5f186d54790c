package io.threadleak.corpus;

import io.threadleak.corpus.program.Program;
import java.util.List;
import java.util.stream.Stream;

/**
 * Programs that are run in one JVM and judged together.
 *
 * @param name unique among the batches of a run
 * @param variant how they are run
 * @param programs their names
 * @param mostCopies of each program, 1 or more
 * @param churns whether other threads wake each other all the while
 * @param jvmOptions options of that JVM
 */
record Batch(
    String name,
    Variant variant,
    List<String> programs,
    int mostCopies,
    boolean churns,
    List<String> jvmOptions) {

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
