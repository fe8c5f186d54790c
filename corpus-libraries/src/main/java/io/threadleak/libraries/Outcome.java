package io.threadleak.libraries;

import io.threadleak.model.ProofTier;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What a run showed.
 *
 * @param rows one a library
 * @param falselyProved a description of each thread that was proved to be leaked and is not
 * @param missedLeaks how often a thread that was leaked on purpose was not proved
 * @param leaks how often one should have been
 * @param proofs a line for each proof
 * @param assumptions what the proofs assumed, a sentence each
 * @param seconds how long all took
 */
record Outcome(
    List<Row> rows,
    List<String> falselyProved,
    int missedLeaks,
    int leaks,
    List<String> proofs,
    Set<String> assumptions,
    double seconds) {

  private static final String HEAD =
      """
      | Library | Uses | Threads | Waiting under load | Callers waiting | Waiting idle | Proved | Stuck | Probable |
      |---|--:|--:|--:|--:|--:|--:|--:|--:|
      """;

  /** Whether it went as it should. */
  boolean passed() {
    return falselyProved.isEmpty()
        && missedLeaks == 0
        && leaks > 0
        && rows.stream().allMatch(row -> row.candidates() > 0 && row.uses() > 0);
  }

  /** All of it as Markdown. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner("\n");
    text.add(
        "\n### Java %d\n\n%d processors, %s; %s %s. %.0f s for all.\n"
            .formatted(
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                seconds));
    text.add(HEAD + String.join("\n", rows.stream().map(Row::toString).toList()) + "\n");
    proofs.forEach(proof -> text.add("- " + proof));
    text.add(
        "- Leaked beside them, of purpose: proved %d times of %d."
            .formatted(leaks - missedLeaks, leaks));
    falselyProved.forEach(
        thread -> text.add("- Falsely " + ProofTier.PROVED.label() + ": " + thread));
    assumptions.forEach(sentence -> text.add("- Assumed: " + sentence));
    return text + "\n";
  }
}
