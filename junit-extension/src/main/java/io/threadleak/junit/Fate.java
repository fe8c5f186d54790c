package io.threadleak.junit;

import io.threadleak.model.ProvenGroup;
import java.util.List;

/**
 * What a proof shows of a thread that did not end in time.
 *
 * @param text whether it can still end, for a message
 * @param heldBy by what path something alive holds it, outermost first; empty where nothing does,
 *     or none was looked for
 * @param isOver whether it has ended since
 */
record Fate(String text, List<String> heldBy, boolean isOver) {

  /** It has ended by itself since. */
  static final Fate ENDED = new Fate("slow to stop: it has ended since", List.of(), true);

  /** Of one that the proof has found to wait without end. */
  static Fate of(ProvenGroup finding) {
    String how =
        switch (finding.tier()) {
          case PROVED -> "never ends";
          case STUCK -> "ends by an interrupt alone";
          case PROBABLE -> "most likely never ends";
        };
    String text = how + ": it waits for " + finding.waitsFor() + ". " + finding.why();
    return new Fate(text, finding.heldBy(), false);
  }

  /** Of one that lives, and that the proof has not found. */
  static Fate open(Thread.State state) {
    return new Fate(
        switch (state) {
          case TIMED_WAITING -> "may still end: its wait has a time limit";
          case WAITING, BLOCKED -> "may still end: something alive may wake it yet";
          default -> "may still end: it runs";
        },
        List.of(),
        false);
  }
}
