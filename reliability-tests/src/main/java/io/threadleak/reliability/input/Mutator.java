package io.threadleak.reliability.input;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Bad inputs made from good ones: a few bytes changed, left out, doubled or put in, a word that
 * matters in a wrong place, the beginning of one and the end of another. What the n-th is follows
 * from the seed alone.
 */
final class Mutator {

  private static final int UNCHANGED_OF = 16;
  private static final int MOST_CHANGES = 6;
  private static final int ONE_CHANGE_OF = 3;
  private static final int LONGEST_PIECE = 40;
  private static final int MOST_COPIES = 200;

  private final List<byte[]> good;
  private final List<byte[]> words;
  private final long seed;

  /**
   * One of a seed.
   *
   * @param good inputs to begin with
   * @param words that mean something in them
   */
  Mutator(long seed, List<String> good, List<String> words) {
    this.seed = seed;
    this.good = good.stream().map(Mutator::bytes).toList();
    this.words = words.stream().map(Mutator::bytes).toList();
  }

  /** The n-th input. */
  byte[] input(long number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    byte[] input = one(good, random);
    if (random.nextInt(UNCHANGED_OF) == 0) {
      return input;
    }
    int changes = random.nextInt(ONE_CHANGE_OF) == 0 ? 1 + random.nextInt(MOST_CHANGES) : 1;
    for (int i = 0; i < changes; i++) {
      input = change(input, random);
    }
    return input;
  }

  private byte[] change(byte[] input, SplittableRandom random) {
    int at = random.nextInt(input.length + 1);
    int end = Math.min(input.length, at + random.nextInt(LONGEST_PIECE));
    byte[] piece = new byte[end - at];
    System.arraycopy(input, at, piece, 0, piece.length);
    return switch (random.nextInt(8)) {
      case 0 -> replaced(input, at, Math.min(input.length, at + 1), anyByte(random));
      case 1 -> replaced(input, at, at, anyByte(random));
      case 2 -> replaced(input, at, end, new byte[0]);
      case 3 -> replaced(input, at, at, piece);
      case 4 -> replaced(input, at, at, one(words, random));
      case 5 -> replaced(input, at, end, one(words, random));
      case 6 -> random.nextInt(8) == 0 ? replaced(input, at, at, many(piece, random)) : input;
      default -> spliced(input, at, one(good, random), random);
    };
  }

  private static byte[] many(byte[] piece, SplittableRandom random) {
    byte[] many = new byte[piece.length * random.nextInt(MOST_COPIES)];
    for (int i = 0; i < many.length; i++) {
      many[i] = piece[i % piece.length];
    }
    return many;
  }

  private static byte[] spliced(byte[] input, int at, byte[] other, SplittableRandom random) {
    int from = random.nextInt(other.length + 1);
    byte[] tail = new byte[other.length - from];
    System.arraycopy(other, from, tail, 0, tail.length);
    return replaced(input, at, input.length, tail);
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
    byte[] result = new byte[from + by.length + input.length - to];
    System.arraycopy(input, 0, result, 0, from);
    System.arraycopy(by, 0, result, from, by.length);
    System.arraycopy(input, to, result, from + by.length, input.length - to);
    return result;
  }

  private static byte[] anyByte(SplittableRandom random) {
    return new byte[] {(byte) random.nextInt(256)};
  }

  private static byte[] one(List<byte[]> of, SplittableRandom random) {
    return of.get(random.nextInt(of.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
