package io.threadleak.pprof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A profile without a form.
 *
 * @param name of the profile
 * @param types what the values of each row count, the threads first
 * @param rows most threads first; no two have the same stack and labels
 * @param time when the threads were looked at
 * @param covers the time between the two looks of a difference; zero for one look
 * @param comments for the reader, one sentence each
 */
record ProfileTable(
    String name,
    List<SampleType> types,
    List<ProfileRow> rows,
    Instant time,
    Duration covers,
    List<String> comments) {

  private static final Comparator<ProfileRow> MOST_FIRST =
      Comparator.comparingLong(ProfileRow::count).reversed().thenComparing(GoText::key);

  /** Adds up rows with the same stack and labels, and sorts. */
  ProfileTable {
    types = List.copyOf(types);
    rows = merged(rows);
    comments = List.copyOf(comments);
  }

  /** What values count, and in which unit. */
  record SampleType(String name, String unit) {

    static final SampleType THREAD = new SampleType("thread", "count");
    static final SampleType LIVE = new SampleType("live", "count");
    static final SampleType WAIT = new SampleType("wait", "nanoseconds");
    static final SampleType RETAINED = new SampleType("retained", "bytes");
  }

  /** All threads. */
  long total() {
    return rows.stream().mapToLong(ProfileRow::count).sum();
  }

  /** What has changed since an earlier look: values of which none is left are left out. */
  ProfileTable since(ProfileTable earlier) {
    List<ProfileRow> both = new ArrayList<>(rows);
    for (ProfileRow row : earlier.rows) {
      both.add(row.with(LongStream.of(row.values()).map(value -> -value).toArray()));
    }
    return new ProfileTable(
        name,
        types,
        merged(both).stream().filter(row -> !row.isZero()).toList(),
        time,
        Duration.between(earlier.time, time),
        comments);
  }

  private static List<ProfileRow> merged(Collection<ProfileRow> rows) {
    Map<ProfileRow.Key, ProfileRow> byKey = new LinkedHashMap<>();
    for (ProfileRow row : rows) {
      byKey.merge(row.key(), row, ProfileTable::sum);
    }
    return byKey.values().stream().sorted(MOST_FIRST).toList();
  }

  private static ProfileRow sum(ProfileRow one, ProfileRow other) {
    long[] values = one.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += other.values()[i];
    }
    return one.with(values);
  }
}
