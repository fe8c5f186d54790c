package io.threadleak.heap;

import java.util.Arrays;

/** A hash table from numbers other than 0 to numbers, open addressing with linear probing. */
final class LongMap {

  private long[] table = new long[32];
  private int size;

  int size() {
    return size;
  }

  /** Puts or replaces; a key of 0 is left out. */
  void put(long key, long value) {
    if (key == 0) {
      return;
    }
    if ((size + 1) * 3L > table.length) {
      grow();
    }
    int slot = slot(key);
    if (table[slot] == 0) {
      table[slot] = key;
      size++;
    }
    table[slot + 1] = value;
  }

  long get(long key, long ifAbsent) {
    int slot = slot(key);
    return key != 0 && table[slot] == key ? table[slot + 1] : ifAbsent;
  }

  /** All keys, in no order. */
  long[] keys() {
    long[] keys = new long[size];
    int next = 0;
    for (int i = 0; i < table.length; i += 2) {
      if (table[i] != 0) {
        keys[next++] = table[i];
      }
    }
    return keys;
  }

  /** Where the key stands or would stand: keys at even places, values behind them. */
  private int slot(long key) {
    int mask = table.length - 2;
    long mixed = key * 0x9E37_79B9_7F4A_7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (table[slot] != 0 && table[slot] != key) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = table;
    table = Arrays.copyOf(new long[0], Math.multiplyExact(old.length, 2));
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int slot = slot(old[i]);
        table[slot] = old[i];
        table[slot + 1] = old[i + 1];
      }
    }
  }
}
