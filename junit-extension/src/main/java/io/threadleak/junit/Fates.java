package io.threadleak.junit;

import io.threadleak.ThreadProof;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProvenGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of whether accused threads can still end.
 *
 * @param byThread by thread id; of no thread where there is no proof
 * @param means how that was found out, or why it was not, in sentences; empty where nobody asked
 */
record Fates(Map<Long, Fate> byThread, String means) {

  /** Where nobody asked. */
  static final Fates UNASKED = new Fates(Map.of(), "");

  /** Where there is no proof, for that reason. */
  static Fates unknown(@Nullable String reason) {
    return new Fates(Map.of(), "Whether they can still end is not known: " + reason + ".");
  }

  /**
   * By a proof.
   *
   * @param live which of them were live after it
   */
  static Fates of(ThreadProof proof, List<Leak> leaks, Set<Long> live) {
    Map<Long, Fate> fates = new HashMap<>();
    boolean shown = false;
    for (Leak leak : leaks) {
      ProvenGroup finding = proof.byThread().get(leak.id());
      boolean isLive = live.contains(leak.id());
      shown |= isLive && finding != null;
      fates.put(
          leak.id(),
          !isLive ? Fate.ENDED : finding != null ? Fate.of(finding) : Fate.open(leak.state()));
    }
    return new Fates(fates, means(proof.report(), shown));
  }

  /** What a finding rests on is said where there is one. */
  private static String means(ProofReport proof, boolean shown) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Whether they can still end was looked up in the heap in %.1f s.",
            proof.seconds()));
    if (shown) {
      proof.assumptions().forEach(line -> text.append("\nAssumed: ").append(line));
      proof.blindSpots().forEach(line -> text.append("\nNot seen: ").append(line));
    }
    return text.toString();
  }

  @Nullable Fate of(Leak leak) {
    return byThread.get(leak.id());
  }

  /** Whether some have ended since they were accused. */
  boolean someAreOver() {
    return byThread.values().stream().anyMatch(Fate::isOver);
  }
}
