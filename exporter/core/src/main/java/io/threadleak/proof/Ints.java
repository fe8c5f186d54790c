package io.threadleak.proof;

import java.util.Arrays;

/** A growing list of numbers. */
final class Ints {

  private int[] values = new int[16];
  private int size;

  Ints() {}

  Ints(Ints other) {
    values = other.values.clone();
    size = other.size;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  /** Takes the last one away; only where there is one. */
  int removeLast() {
    return values[--size];
  }

  int get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean contains(int value) {
    for (int i = 0; i < size; i++) {
      if (values[i] == value) {
        return true;
      }
    }
    return false;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
