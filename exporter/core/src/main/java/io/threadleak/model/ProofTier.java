package io.threadleak.model;

import java.util.Locale;

/** How far reachability shows that threads cannot go on, surest first. */
public enum ProofTier {
  /** Nothing alive can reach what they wait for, nor the threads themselves. */
  PROVED,
  /** Nothing alive can reach what they wait for, yet something holds them and could interrupt. */
  STUCK,
  /** As one of the above, but for weak references, or with what they wait for only guessed. */
  PROBABLE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The label value in JSON and profiles. */
  public String label() {
    return label;
  }
}
