package io.threadleak.proof;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** An immutable index from numbers to numbers, several for one: a sorted array of pairs. */
final class IntPairs {

  private final long[] pairs;

  private IntPairs(long[] pairs) {
    this.pairs = pairs;
  }

  /** Tells the second of every pair with that first. */
  void forEach(int first, IntConsumer consumer) {
    for (int i = start(first); i < pairs.length && first(pairs[i]) == first; i++) {
      consumer.accept((int) pairs[i]);
    }
  }

  /** The second of a pair with that first; -1 where there is none. */
  int any(int first) {
    int i = start(first);
    return i < pairs.length && first(pairs[i]) == first ? (int) pairs[i] : -1;
  }

  private int start(int first) {
    int found = Arrays.binarySearch(pairs, (long) first << Integer.SIZE);
    return found < 0 ? -found - 1 : found;
  }

  private static int first(long pair) {
    return (int) (pair >> Integer.SIZE);
  }

  /** Collects pairs. */
  static final class Builder {

    private long[] pairs = new long[16];
    private int size;

    /** Adds a pair of numbers of 0 or more. */
    void add(int first, int second) {
      if (size == pairs.length) {
        pairs = Arrays.copyOf(pairs, size * 2);
      }
      pairs[size++] = (long) first << Integer.SIZE | second;
    }

    IntPairs build() {
      long[] sorted = Arrays.copyOf(pairs, size);
      Arrays.sort(sorted);
      return new IntPairs(sorted);
    }
  }
}
