package io.threadleak.heap;

import java.util.Arrays;

/**
 * Where in the file each object stands.
 *
 * <p>Neighbours in memory are mostly neighbours in the file. So 128 objects share a base, the place
 * of the one told first, and each keeps its distance from it: two bytes while all are near, four or
 * eight where one is not.
 */
final class OffsetTable {

  private static final int BITS = 7;
  private static final int IN_GROUP = (1 << BITS) - 1;
  private static final Object NOTHING = new short[0];

  private final long[] bases;
  private final Object[] distances;
  private final int size;

  OffsetTable(int size) {
    this.size = size;
    int groups = (int) (((long) size + IN_GROUP) >>> BITS);
    bases = new long[groups];
    distances = new Object[groups];
    Arrays.fill(distances, NOTHING);
  }

  void set(int object, long offset) {
    int group = object >>> BITS;
    int at = object & IN_GROUP;
    if (distances[group] == NOTHING) {
      bases[group] = offset;
      distances[group] = new short[Math.min(1 << BITS, size - (group << BITS))];
    }
    long distance = offset - bases[group];
    if (distances[group] instanceof short[] near && distance == (short) distance) {
      near[at] = (short) distance;
    } else {
      setFar(group, at, distance);
    }
  }

  private void setFar(int group, int at, long distance) {
    if (distances[group] instanceof short[] near) {
      int[] wider = new int[near.length];
      for (int i = 0; i < near.length; i++) {
        wider[i] = near[i];
      }
      distances[group] = wider;
    }
    if (distances[group] instanceof int[] far) {
      if (distance == (int) distance) {
        far[at] = (int) distance;
        return;
      }
      distances[group] = Arrays.stream(far).asLongStream().toArray();
    }
    ((long[]) distances[group])[at] = distance;
  }

  long get(int object) {
    int group = object >>> BITS;
    int at = object & IN_GROUP;
    Object row = distances[group];
    if (row instanceof short[] near) {
      return bases[group] + near[at];
    }
    return bases[group] + (row instanceof int[] far ? far[at] : ((long[]) row)[at]);
  }
}
