package io.threadleak.libraries;

import io.threadleak.model.ProofTier;
import java.util.EnumMap;
import java.util.Map;

/** What was seen of one library, and said of its threads, over all proofs. Not thread-safe. */
final class Row {

  private final String name;
  private final Map<ProofTier, Integer> found = new EnumMap<>(ProofTier.class);
  private int threads;
  private int waitingBusy;
  private int callersBusy;
  private int waitingIdle;
  private int uses;

  Row(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Keeps what a look saw where it is the most so far. */
  void seen(Look look, boolean busy) {
    threads = Math.max(threads, look.threads(name));
    if (busy) {
      waitingBusy = Math.max(waitingBusy, look.waiting(name));
      callersBusy = Math.max(callersBusy, look.waitingCallers(name));
    } else {
      waitingIdle = Math.max(waitingIdle, look.waiting(name));
    }
  }

  /** A thread was found. */
  void add(ProofTier tier) {
    found.merge(tier, 1, Integer::sum);
  }

  /** How often the library was used. */
  void used(int times) {
    uses = times;
  }

  int uses() {
    return uses;
  }

  /** Most threads in one look that a proof might have found: those that wait without a timeout. */
  int candidates() {
    return Math.max(waitingBusy + callersBusy, waitingIdle);
  }

  /** Threads that were found in a tier, over all proofs. */
  int found(ProofTier tier) {
    return found.getOrDefault(tier, 0);
  }

  /** A line of the table. */
  @Override
  public String toString() {
    return "| %s | %,d | %d | %d | %d | %d | %d | %d | %d |"
        .formatted(
            name,
            uses,
            threads,
            waitingBusy,
            callersBusy,
            waitingIdle,
            found(ProofTier.PROVED),
            found(ProofTier.STUCK),
            found(ProofTier.PROBABLE));
  }
}
