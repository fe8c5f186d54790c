package io.threadleak.reliability.input;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of bad inputs of a kind.
 *
 * @param kind of input
 * @param inputs how many were tried
 * @param answers how often there was which answer
 * @param unhandled how many were not handled
 * @param examples of those, with the number that makes the input anew
 */
public record InputOutcome(
    String kind, long inputs, Map<String, Long> answers, long unhandled, List<String> examples) {

  private static final int MOST_EXAMPLES = 5;

  /** Copies what it is given. */
  public InputOutcome {
    answers = new TreeMap<>(answers);
    examples = List.copyOf(examples.subList(0, Math.min(MOST_EXAMPLES, examples.size())));
  }

  /** The answers, the most frequent first. */
  public String answersInWords() {
    return answers.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(answer -> "%,d %s".formatted(answer.getValue(), answer.getKey()))
        .reduce((one, other) -> one + ", " + other)
        .orElse("none");
  }
}
