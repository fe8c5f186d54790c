package io.threadleak.evidence;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The pauses between bundles, of one trigger and of all. Thread-safe. */
final class Cooldowns {

  /** Between any two, but for those that may have no second chance. */
  static final Duration BETWEEN_ANY = Duration.ofMinutes(1);

  /** Between two that somebody asked for. */
  static final Duration BETWEEN_ASKED = Duration.ofSeconds(10);

  private final Duration ofOne;
  private final Map<Trigger, Long> lastNanos = new EnumMap<>(Trigger.class);
  private long lastOfAnyNanos;

  /**
   * No pause yet.
   *
   * @param ofOne between two bundles of the same trigger
   */
  Cooldowns(Duration ofOne) {
    this.ofOne = ofOne;
  }

  /** Whether a trigger may fire now; if so its pauses begin. */
  synchronized boolean begin(Trigger trigger, long nanos) {
    Long last = lastNanos.get(trigger);
    if (last != null && nanos - last < pause(trigger).toNanos()) {
      return false;
    }
    if (trigger.urgency() == Trigger.Urgency.CONDITION
        && !lastNanos.isEmpty()
        && nanos - lastOfAnyNanos < shorter(BETWEEN_ANY).toNanos()) {
      return false;
    }
    lastNanos.put(trigger, nanos);
    lastOfAnyNanos = nanos;
    return true;
  }

  private Duration pause(Trigger trigger) {
    return trigger.urgency() == Trigger.Urgency.ASKED ? shorter(BETWEEN_ASKED) : ofOne;
  }

  private Duration shorter(Duration pause) {
    return pause.compareTo(ofOne) < 0 ? pause : ofOne;
  }
}
