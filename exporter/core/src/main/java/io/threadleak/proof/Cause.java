package io.threadleak.proof;

import io.threadleak.model.ProofTier;

/** Why a waiting thread is a finding, least sure first. */
enum Cause {
  /** What it waits for was guessed. */
  GUESSED(ProofTier.PROBABLE),
  /** It waits for what only a thread of the kind above holds. */
  HELD_BY_GUESSED(ProofTier.PROBABLE),
  /** What it waits for, or the thread itself, is weakly reachable. */
  WEAK(ProofTier.PROBABLE),
  /** Something alive has the thread. */
  HELD(ProofTier.STUCK),
  /** It waits for what only a stuck thread holds. */
  HELD_BY_STUCK(ProofTier.STUCK),
  /** Nothing alive has the thread or what it waits for. */
  UNREACHABLE(ProofTier.PROVED);

  private final ProofTier tier;

  Cause(ProofTier tier) {
    this.tier = tier;
  }

  ProofTier tier() {
    return tier;
  }
}
