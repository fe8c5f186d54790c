package io.threadleak.reliability;

import io.threadleak.reliability.input.InputOutcome;
import java.util.List;

/** Bad inputs and what came of them, in Markdown. */
final class InputTable {

  private InputTable() {}

  static String of(List<InputOutcome> outcomes, long seed) {
    StringBuilder text = new StringBuilder();
    text.append("| Bad inputs | Tried | Not handled | Answers |\n|---|---:|---:|---|\n");
    for (InputOutcome outcome : outcomes) {
      text.append(
          "| %s | %,d | %d | %s |%n"
              .formatted(
                  outcome.kind(), outcome.inputs(), outcome.unhandled(), outcome.answersInWords()));
    }
    long inputs = outcomes.stream().mapToLong(InputOutcome::inputs).sum();
    long unhandled = outcomes.stream().mapToLong(InputOutcome::unhandled).sum();
    text.append("%nSeed %d: %,d bad inputs, %d not handled.%n".formatted(seed, inputs, unhandled));
    outcomes.stream()
        .flatMap(outcome -> outcome.examples().stream())
        .forEach(example -> text.append("\nFAILED: ").append(example).append("\n"));
    return text.toString();
  }
}
