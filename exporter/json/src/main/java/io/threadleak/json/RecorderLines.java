package io.threadleak.json;

import io.threadleak.model.Ages;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The lines of one process' recording, in UTF-8 and with their line feed.
 *
 * <p>Ages are those of {@link Ages#SECONDS} and those of {@link Ages#ROUNDS} in intervals, so that
 * a replay has the very ages that the analysis counted. An interval that is no whole number of
 * seconds makes ages that are none: they stand under the nearest second. Where both name one
 * second, the count at {@link Ages#SECONDS} is written.
 *
 * <p>Not thread-safe.
 */
final class RecorderLines {

  private static final int FIRST_LINE_BYTES = 4_096;
  private static final int MILLIS_DIGITS = 3;

  private final JsonFactory json = new JsonFactory();
  private final SiteNames names = new SiteNames();
  private int lineBytes = FIRST_LINE_BYTES;

  /**
   * The first line of a file.
   *
   * @param report any of the process
   * @param lostRounds rounds that could not be recorded so far
   */
  byte[] header(LeakReport report, long lostRounds) {
    return line(
        out -> {
          out.writeStringProperty(RecordingFormat.FORMAT_KEY, RecordingFormat.FORMAT);
          out.writeNumberProperty(RecordingFormat.VERSION_KEY, RecordingFormat.VERSION);
          out.writeNumberProperty(
              RecordingFormat.INTERVAL_SECONDS, report.interval().toNanos() / 1e9);
          out.writeNumberProperty(RecordingFormat.LOST_ROUNDS, lostRounds);
        });
  }

  /** The line of a round. */
  byte[] round(LeakReport report) {
    return line(
        out -> {
          BigDecimal seconds = BigDecimal.valueOf(report.time().toEpochMilli(), MILLIS_DIGITS);
          out.writeNumberProperty(RecordingFormat.TIME, seconds);
          Long completed = report.work().completed();
          if (completed == null) {
            out.writeNullProperty(RecordingFormat.THROUGHPUT);
          } else {
            out.writeNumberProperty(RecordingFormat.THROUGHPUT, completed);
          }
          writeSites(report, out);
        });
  }

  private void writeSites(LeakReport report, JsonGenerator out) {
    List<SiteReport> rows = report.rows().toList();
    double intervalSeconds = report.interval().toNanos() / 1e9;
    Iterator<String> name = names.of(rows).iterator();
    out.writeObjectPropertyStart(RecordingFormat.SITES);
    for (SiteReport row : rows) {
      out.writeObjectPropertyStart(name.next());
      out.writeStringProperty(RecordingFormat.KIND, row.site().kind().label());
      out.writeNumberProperty(RecordingFormat.LIVE, row.live());
      out.writeNumberProperty(RecordingFormat.STARTED, row.started());
      out.writeNumberProperty(RecordingFormat.TERMINATED, row.ended());
      out.writeObjectPropertyStart(RecordingFormat.OLDER_THAN);
      olderThan(row, intervalSeconds)
          .forEach((age, threads) -> out.writeNumberProperty(age.toString(), threads));
      out.writeEndObject();
      out.writeStringProperty(RecordingFormat.SITE_ID, row.site().id());
      Integer bound = row.bound();
      if (bound != null) {
        out.writeNumberProperty(RecordingFormat.BOUND, bound);
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static Map<Long, Integer> olderThan(SiteReport row, double intervalSeconds) {
    Map<Long, Integer> threads = new TreeMap<>();
    for (int i = 0; i < Ages.ROUNDS.size(); i++) {
      threads.put(Math.round(Ages.ROUNDS.get(i) * intervalSeconds), row.agedRounds().get(i));
    }
    for (int i = 0; i < Ages.SECONDS.size(); i++) {
      threads.put(Ages.SECONDS.get(i).longValue(), row.aged().get(i));
    }
    return threads;
  }

  private byte[] line(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(lineBytes);
    try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
      out.writeStartObject();
      content.accept(out);
      out.writeEndObject();
    }
    bytes.write('\n');
    lineBytes = Math.max(lineBytes, bytes.size());
    return bytes.toByteArray();
  }
}
