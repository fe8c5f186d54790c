package io.threadleak.json;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.HistoryExposition;
import io.threadleak.exposition.SiteHistories;
import io.threadleak.model.HistoryReport;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.SitePast;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.IntConsumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The past of sites as JSON: one object on one line, one array a column, oldest sample first.
 *
 * <pre>{@code
 * {"format":"threadleak-history","version":1,"intervalSeconds":10.0,"sites":{
 *  "1a2b3c4d":{"times":[1760000000.000,...],"live":[36,...],"work":[41000,...],
 *   "started":[112,...],"ended":[76,...],"ages":[60,300,...],"aged":[[40,...],[12,...],...]}}}
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class JsonHistories implements HistoryExposition {

  /** Samples of a site in an outline. */
  public static final int OUTLINE_SAMPLES = 60;

  private static final int MILLIS_DIGITS = 3;
  private static final int BYTES_PER_SITE = 2_048;

  private final JsonFactory json = new JsonFactory();

  /** Makes one. */
  public JsonHistories() {}

  @Override
  public Answer outline(HistoryReport history) {
    return answer(history, JsonHistories::writeOutline);
  }

  @Override
  public Answer whole(HistoryReport history) {
    return answer(history, JsonHistories::writeWhole);
  }

  /**
   * The past of all rows in no more than a number of bytes and one site's: whole ones, in the order
   * of the report, for half of them; then outlines; what comes after is left out.
   *
   * @param mostBytes 1 or more
   */
  public byte[] bounded(SiteHistories histories, int mostBytes) {
    HistoryReport outlines = histories.all(OUTLINE_SAMPLES);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_PER_SITE);
    try (JsonGenerator out = begin(bytes, outlines)) {
      for (Map.Entry<String, SitePast> site : outlines.sites().entrySet()) {
        out.flush();
        if (bytes.size() >= mostBytes) {
          break;
        }
        SitePast past = bytes.size() < mostBytes / 2 ? histories.of(site.getKey()) : null;
        if (past == null) {
          write(out, site.getKey(), site.getValue(), JsonHistories::writeOutline);
        } else {
          write(out, site.getKey(), past, JsonHistories::writeWhole);
        }
      }
      end(out);
    }
    return bytes.toByteArray();
  }

  private Answer answer(HistoryReport history, Columns columns) {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(BYTES_PER_SITE * (1 + history.sites().size()));
    try (JsonGenerator out = begin(bytes, history)) {
      history.sites().forEach((key, past) -> write(out, key, past, columns));
      end(out);
    }
    return new Answer(JsonReports.CONTENT_TYPE, bytes.toByteArray());
  }

  private JsonGenerator begin(ByteArrayOutputStream bytes, HistoryReport history) {
    JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), bytes);
    out.writeStartObject();
    out.writeStringProperty("format", "threadleak-history");
    out.writeNumberProperty("version", 1);
    out.writeNumberProperty("intervalSeconds", history.interval().toNanos() / 1e9);
    out.writeObjectPropertyStart("sites");
    return out;
  }

  private static void end(JsonGenerator out) {
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, String key, SiteHistory past, Columns columns) {
    out.writeObjectPropertyStart(key);
    columns.write(out, past);
    out.writeEndObject();
  }

  private static void writeOutline(JsonGenerator out, SiteHistory past) {
    column(out, "times", past, i -> out.writeNumber(time(past.seconds(i))));
    column(out, "live", past, i -> out.writeNumber(past.live(i)));
    column(out, "work", past, i -> writeWork(out, past.work(i)));
  }

  private static void writeWhole(JsonGenerator out, SiteHistory past) {
    writeOutline(out, past);
    column(out, "started", past, i -> out.writeNumber(past.started(i)));
    column(out, "ended", past, i -> out.writeNumber(past.ended(i)));
    out.writeArrayPropertyStart("ages");
    for (int level = 0; level < past.levels(); level++) {
      writeAge(out, past.ageRounds(level) * past.intervalSeconds());
    }
    out.writeEndArray();
    out.writeArrayPropertyStart("aged");
    for (int level = 0; level < past.levels(); level++) {
      int age = level;
      out.writeStartArray();
      each(past, i -> out.writeNumber(past.aged(i, age)));
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  private static void column(JsonGenerator out, String name, SiteHistory past, IntConsumer cell) {
    out.writeArrayPropertyStart(name);
    each(past, cell);
    out.writeEndArray();
  }

  private static void each(SiteHistory past, IntConsumer cell) {
    for (int i = 0; i < past.size(); i++) {
      cell.accept(i);
    }
  }

  private static BigDecimal time(double epochSeconds) {
    return BigDecimal.valueOf(Math.round(epochSeconds * 1e3), MILLIS_DIGITS);
  }

  private static void writeWork(JsonGenerator out, double work) {
    if (Double.isNaN(work)) {
      out.writeNull();
    } else {
      out.writeNumber(Math.round(work));
    }
  }

  /** A whole number where it is one, as it is unless the interval is odd. */
  private static void writeAge(JsonGenerator out, double seconds) {
    if (seconds == Math.rint(seconds)) {
      out.writeNumber(Math.round(seconds));
    } else {
      out.writeNumber(seconds);
    }
  }

  /** Writes the columns of one site. */
  @FunctionalInterface
  private interface Columns {

    void write(JsonGenerator out, SiteHistory past);
  }
}
