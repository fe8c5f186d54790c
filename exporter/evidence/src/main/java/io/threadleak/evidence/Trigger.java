package io.threadleak.evidence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What makes a bundle worth keeping. */
public enum Trigger {
  /** A site turned {@code leaking}. */
  LEAKING("leaking", Urgency.CONDITION),
  /** A site turned {@code proven}. */
  PROVEN("proven", Urgency.CONDITION),
  /** Live threads passed a share of their limit. */
  LIMIT("limit", Urgency.CONDITION),
  /** The JVM could not make another thread. */
  EXHAUSTED("exhausted", Urgency.LAST_CHANCE),
  /** A thread ended by an exception that nobody caught. */
  UNCAUGHT("uncaught", Urgency.CONDITION),
  /** The JVM was told to end, by SIGTERM. */
  TERM("term", Urgency.LAST_CHANCE),
  /** The JVM was told to end and has not, after a time of grace. */
  BLOCKED("blocked", Urgency.LAST_CHANCE),
  /** A signal that somebody sent for it. */
  SIGNAL("signal", Urgency.ASKED),
  /** A request that somebody made for it. */
  REQUEST("request", Urgency.ASKED);

  /** Which pauses a trigger keeps to. */
  enum Urgency {
    /** Its own and the one between any two: it will be seen later, too. */
    CONDITION,
    /** Its own alone: there may be no later. */
    LAST_CHANCE,
    /** A short one: somebody waits for it. */
    ASKED
  }

  private final String label;
  private final Urgency urgency;

  Trigger(String label, Urgency urgency) {
    this.label = label;
    this.urgency = urgency;
  }

  /** As in the names of bundles and in options, {@code leaking}. */
  public String label() {
    return label;
  }

  Urgency urgency() {
    return urgency;
  }

  /** The trigger of that label; null if there is none. */
  public static @Nullable Trigger ofLabel(String label) {
    return Arrays.stream(values())
        .filter(trigger -> trigger.label.equals(label))
        .findAny()
        .orElse(null);
  }
}
