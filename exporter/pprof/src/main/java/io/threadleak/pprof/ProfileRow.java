package io.threadleak.pprof;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One sample of a profile.
 *
 * @param frames innermost first, the creation site last
 * @param labels by key
 * @param values as many as the table has sample types; not copied, nobody writes to it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ProfileRow(List<ProfileFrame> frames, SortedMap<String, String> labels, long[] values) {

  /** Copies frames and labels. */
  ProfileRow {
    frames = List.copyOf(frames);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** What rows that are added up have in common. */
  record Key(List<ProfileFrame> frames, SortedMap<String, String> labels) {}

  Key key() {
    return new Key(frames, labels);
  }

  /** How many threads. */
  long count() {
    return values[0];
  }

  boolean isZero() {
    return Arrays.stream(values).allMatch(value -> value == 0);
  }

  /** The same with other values. */
  ProfileRow with(long[] others) {
    return new ProfileRow(frames, labels, others);
  }
}
