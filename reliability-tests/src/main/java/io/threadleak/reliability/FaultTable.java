package io.threadleak.reliability;

import io.threadleak.reliability.fault.FaultOutcome;
import java.util.List;

/** Faults and what came of them, in Markdown. */
final class FaultTable {

  private FaultTable() {}

  static String of(List<FaultOutcome> outcomes) {
    StringBuilder text = new StringBuilder();
    text.append("| Fault | What goes wrong | Survived | Requests | Lost | Host's output |");
    text.append(" Warnings | What was seen |\n|---|---|---|---:|---:|---|---:|---|\n");
    outcomes.forEach(outcome -> text.append(row(outcome)));
    long tried = outcomes.stream().filter(FaultOutcome::tried).count();
    long survived = outcomes.stream().filter(FaultOutcome::survived).count();
    long requests = outcomes.stream().mapToLong(FaultOutcome::orders).sum();
    long lost = outcomes.stream().mapToLong(FaultOutcome::lost).sum();
    return text.append(
            "%n%d faults tried, %d survived; %,d requests at the host, %d lost.%n"
                .formatted(tried, survived, requests, lost))
        .toString();
  }

  static String row(FaultOutcome outcome) {
    String seen =
        outcome.failed() ? "FAILED: " + String.join("; ", outcome.troubles()) : outcome.seen();
    String survived = outcome.tried() ? (outcome.failed() ? "**no**" : "yes") : "not tried";
    return "| `%s` | %s | %s | %,d | %d | %s | %d | %s |%n"
        .formatted(
            outcome.fault().name(),
            outcome.fault().words(),
            survived,
            outcome.orders(),
            outcome.lost(),
            outcome.output() ? "unchanged" : "**changed**",
            outcome.warnings(),
            seen.replace("|", "\\|"));
  }
}
