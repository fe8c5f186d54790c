package io.threadleak.attribution;

/** A 64-bit hash built up frame by frame, to find a stack's site again without naming it anew. */
final class StackKey {

  private static final long SEED = 0x9E3779B97F4A7C15L;

  private long hash = SEED;

  /** Mixes in one part of a frame, by the finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  StackKey with(int part) {
    long mixed = (hash ^ part) + SEED;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    hash = mixed ^ (mixed >>> 31);
    return this;
  }

  Long value() {
    return hash;
  }
}
