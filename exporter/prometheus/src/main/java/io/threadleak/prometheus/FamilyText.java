package io.threadleak.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.threadleak.exposition.MetricType;
import io.threadleak.exposition.Reading;
import io.threadleak.model.LeakReport;
import io.threadleak.prometheus.Families.Family;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One metric family in one text format. Thread-safe.
 *
 * <p>How is it designed, and why? client_java writes each row once; its line up to the value is
 * kept, and later scrapes put the new value behind it. Names, labels and their escaping are the
 * same in every scrape, and writing them took most of its time. What is kept is bounded by the rows
 * of one report: when half of it is of rows that have gone, all of it is dropped.
 */
final class FamilyText {

  private static final int SPARE_ROWS = 64;

  private final Family family;
  private final ExpositionFormatWriter writer;
  private final Map<List<String>, byte[]> linesToTheValue = new ConcurrentHashMap<>();
  private final byte[] header;

  FamilyText(Family family, ExpositionFormatWriter writer) {
    this.family = family;
    this.writer = writer;
    List<String> anyLabels = family.metric().labelNames();
    String text = written(new Reading(anyLabels, 1));
    header = text.substring(0, startOfSample(text)).getBytes(UTF_8);
  }

  /** Appends the family's header and samples, or nothing where this report has no sample. */
  void append(LeakReport report, Body body) {
    List<Reading> readings = family.metric().read(report);
    if (readings.isEmpty()) {
      return;
    }
    if (linesToTheValue.size() > 2 * readings.size() + SPARE_ROWS) {
      linesToTheValue.clear();
    }
    body.append(header);
    for (Reading reading : readings) {
      if (family.metric().type() == MetricType.INFO || !Double.isFinite(reading.value())) {
        body.append(line(reading).getBytes(UTF_8));
      } else {
        body.append(lineToTheValue(reading));
        body.append(reading.value());
        body.append('\n');
      }
    }
  }

  private byte[] lineToTheValue(Reading reading) {
    byte[] known = linesToTheValue.get(reading.labelValues());
    if (known != null) {
      return known;
    }
    String line = line(reading);
    byte[] made = line.substring(0, line.lastIndexOf(' ') + 1).getBytes(UTF_8);
    linesToTheValue.put(reading.labelValues(), made);
    return made;
  }

  /** The sample's line, its end included; label values hold no newline once escaped. */
  private String line(Reading reading) {
    String text = written(reading);
    int start = startOfSample(text);
    return text.substring(start, text.indexOf('\n', start) + 1);
  }

  private String written(Reading reading) {
    // Our names need no escaping, whatever the scheme.
    MetricSnapshots snapshots = new MetricSnapshots(family.snapshot(List.of(reading)));
    return new String(Families.write(writer, snapshots, EscapingScheme.DEFAULT), UTF_8);
  }

  /** After the lines of the header, which begin with a number sign. */
  private static int startOfSample(String text) {
    int start = 0;
    while (text.charAt(start) == '#') {
      start = text.indexOf('\n', start) + 1;
    }
    return start;
  }
}
