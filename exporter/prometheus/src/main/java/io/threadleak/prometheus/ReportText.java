package io.threadleak.prometheus;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.threadleak.model.LeakReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Reports in one text format of client_java, as {@link FamilyText} writes them. Thread-safe. */
final class ReportText {

  private static final int SMALLEST_BODY = 1 << 12;

  private final Map<String, FamilyText> families = new LinkedHashMap<>();
  private final byte[] end;
  private volatile int expectedSize = SMALLEST_BODY;

  ReportText(ExpositionFormatWriter writer) {
    Families.all().forEach((name, family) -> families.put(name, new FamilyText(family, writer)));
    end = Families.write(writer, new MetricSnapshots(), EscapingScheme.DEFAULT);
  }

  /**
   * Writes the families that the filter lets through.
   *
   * @param before what else is to be in the body, written in the same format
   */
  byte[] write(LeakReport report, Predicate<String> names, byte[] before) {
    Body body = new Body(expectedSize);
    body.append(before, before.length - end.length);
    families.forEach(
        (name, family) -> {
          if (names.test(name)) {
            family.append(report, body);
          }
        });
    body.append(end);
    byte[] written = body.toByteArray();
    expectedSize = Math.max(SMALLEST_BODY, written.length + written.length / 8);
    return written;
  }
}
