package io.threadleak.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A body as it grows: bytes and numbers, as client_java spells them. Not thread-safe. */
final class Body {

  /** From here on {@link Double#toString} writes an exponent. */
  private static final double EXPONENT_FROM = 1e7;

  private byte[] bytes;
  private int size;

  Body(int expectedSize) {
    bytes = new byte[expectedSize];
  }

  void append(byte[] more) {
    append(more, more.length);
  }

  /** Appends the first so many bytes. */
  void append(byte[] more, int length) {
    reserve(length);
    System.arraycopy(more, 0, bytes, size, length);
    size += length;
  }

  void append(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
  }

  /** Appends what {@link Double#toString} gives; whole numbers, most of ours, by a shorter way. */
  void append(double value) {
    int whole = (int) value;
    if (value == whole && value >= 0 && value < EXPONENT_FROM) {
      appendDigits(whole);
      append('.');
      append('0');
    } else {
      append(Double.toString(value).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void appendDigits(int whole) {
    int digits = 1;
    for (int rest = whole / 10; rest > 0; rest /= 10) {
      digits++;
    }
    reserve(digits);
    int rest = whole;
    for (int i = size + digits - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
