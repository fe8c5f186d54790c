package io.threadleak.heap;

import java.util.Arrays;

/**
 * Where the records of frames stand, by id.
 *
 * <p>The frames of a stack stand one behind the other and are numbered so; only the first of such a
 * run is kept, since a dump with many virtual threads has millions of frames.
 */
final class FrameRuns {

  private final int recordLength;
  private long[] ids = new long[16];
  private long[] positions = new long[16];
  private int[] lengths = new int[16];
  private int count;

  /** For dumps with ids of that many bytes. */
  FrameRuns(int idSize) {
    recordLength = 9 + 4 * idSize + 8;
  }

  void add(long id, long position) {
    int last = count - 1;
    if (last >= 0
        && id == ids[last] + lengths[last]
        && position == positions[last] + (long) lengths[last] * recordLength) {
      lengths[last]++;
      return;
    }
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, count * 2);
      positions = Arrays.copyOf(positions, count * 2);
      lengths = Arrays.copyOf(lengths, count * 2);
    }
    ids[count] = id;
    positions[count] = position;
    lengths[count++] = 1;
  }

  /** Sorts by id; needed before {@link #find}. */
  void seal() {
    Integer[] order = new Integer[count];
    boolean isSorted = true;
    for (int i = 0; i < count; i++) {
      order[i] = i;
      isSorted &= i == 0 || ids[i - 1] < ids[i];
    }
    if (!isSorted) {
      long[] oldIds = ids;
      long[] oldPositions = positions;
      int[] oldLengths = lengths;
      Arrays.sort(order, (one, other) -> Long.compare(oldIds[one], oldIds[other]));
      ids = Arrays.stream(order).mapToLong(i -> oldIds[i]).toArray();
      positions = Arrays.stream(order).mapToLong(i -> oldPositions[i]).toArray();
      lengths = Arrays.stream(order).mapToInt(i -> oldLengths[i]).toArray();
    }
  }

  /** The position of a frame's record, -1 where there is none. */
  long find(long id) {
    int run = Arrays.binarySearch(ids, 0, count, id);
    run = run < 0 ? -2 - run : run;
    long inRun = run < 0 ? -1 : id - ids[run];
    return inRun < 0 || inRun >= lengths[run] ? -1 : positions[run] + inRun * recordLength;
  }
}
