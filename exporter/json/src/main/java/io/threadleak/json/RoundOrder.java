package io.threadleak.json;

import io.threadleak.model.RecordedRound;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The order in which rounds are judged where their times do not ascend, as when a clock was set
 * back, lines were mixed up or files joined in the wrong order.
 *
 * <p>A round that is not later than the one before is held until those behind it tell what it is.
 * Where times then go on from it and its counters go on from the rounds before, the clock was set
 * back. Where {@value #NEW_RUN} on end stay behind and their counters do not go on, a new run of
 * the process begins with them. Else the line was misplaced and is left out. Each of these is a
 * warning. Not thread-safe.
 */
final class RoundOrder {

  private static final int CLOCK_SET_BACK = 2;
  private static final int NEW_RUN = 3;

  private final Consumer<String> warnings;
  private final Deque<RecordedRound> ready = new ArrayDeque<>();
  private final List<Placed> held = new ArrayList<>();
  private @Nullable RecordedRound last;

  private record Placed(RecordedRound round, String place) {}

  /**
   * No rounds yet.
   *
   * @param warnings takes what was found, one line each, beginning with the place of the round
   */
  RoundOrder(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /**
   * Takes the next round.
   *
   * @param place file and line, for warnings
   */
  void add(RecordedRound round, String place) {
    RecordedRound before = last;
    if (before == null || round.epochSeconds() > before.epochSeconds()) {
      leaveOutHeld();
      release(round);
      return;
    }
    if (round.equals(held.isEmpty() ? before : held.get(held.size() - 1).round())) {
      warnings.accept(place + ": the same round once more, which is left out");
      return;
    }
    held.add(new Placed(round, place));
    boolean goesOn = heldGoesOn();
    if (held.size() >= (goesOn ? CLOCK_SET_BACK : NEW_RUN)) {
      acceptHeld(goesOn);
    }
  }

  /** Says that no more rounds come. */
  void end() {
    if (!held.isEmpty() && heldGoesOn()) {
      acceptHeld(true);
    }
    leaveOutHeld();
  }

  /** The next round to be judged; null where more have to be added first. */
  @Nullable RecordedRound poll() {
    return ready.poll();
  }

  private void release(RecordedRound round) {
    ready.add(round);
    last = round;
  }

  /** Whether the counters of those held go on from the rounds before, one after the other. */
  private boolean heldGoesOn() {
    RecordedRound before = last;
    double time = Double.NEGATIVE_INFINITY;
    for (Placed placed : held) {
      RecordedRound round = placed.round();
      if ((before != null && round.isBehind(before)) || round.epochSeconds() <= time) {
        return false;
      }
      before = round;
      time = round.epochSeconds();
    }
    return true;
  }

  /** The first of those held is the next round, whatever its time; the others follow as usual. */
  private void acceptHeld(boolean clockSetBack) {
    List<Placed> accepted = List.copyOf(held);
    held.clear();
    warnings.accept(
        accepted.get(0).place()
            + (clockSetBack
                ? ": the clock was set back; the round counts as one interval after the one before"
                : ": earlier than the line before, and so are the next ones: read as a new run"));
    release(accepted.get(0).round());
    accepted.subList(1, accepted.size()).forEach(placed -> add(placed.round(), placed.place()));
  }

  private void leaveOutHeld() {
    for (Placed placed : held) {
      warnings.accept(placed.place() + ": earlier than the line before: misplaced and left out");
    }
    held.clear();
  }
}
