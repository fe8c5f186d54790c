package io.threadleak.agent.cli;

import io.threadleak.model.EndpointReport;
import io.threadleak.model.LeakReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is served, and what of its threads is left, as text for a terminal:
 *
 * <pre>
 * ENDPOINT                                     LIVE   STARTED    SERVED  PER 1,000
 * GET /orders/{id}                               37        40     40213       0.92
 * </pre>
 */
final class EndpointText {

  private static final int MAX_ROWS = 10;
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private EndpointText() {}

  /** The endpoints that have live threads, most first; empty where none has. */
  static String of(LeakReport report) {
    List<EndpointReport> rows =
        report.endpoints().endpoints().stream().filter(row -> row.live() > 0).toList();
    if (rows.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n");
    line(text, "ENDPOINT", "LIVE", "STARTED", "SERVED", "PER 1,000");
    rows.stream().limit(MAX_ROWS).forEach(row -> line(text, row));
    if (rows.size() > MAX_ROWS) {
      text.append(
          "[... %d more endpoints with %d live threads]%n"
              .formatted(
                  rows.size() - MAX_ROWS,
                  rows.stream().skip(MAX_ROWS).mapToInt(EndpointReport::live).sum()));
    }
    return text.toString();
  }

  /** The endpoints in which a site's live threads were started, in words; empty for none. */
  static String ofSite(LeakReport report, String siteId) {
    return report.endpoints().endpoints().stream()
        .flatMap(
            row ->
                row.sites().stream()
                    .filter(site -> site.siteId().equals(siteId))
                    .map(site -> row.endpoint() + " (" + site.live() + " live)"))
        .limit(EndpointReport.MAX_SITES)
        .collect(Collectors.joining(", "));
  }

  private static void line(StringBuilder text, EndpointReport row) {
    Double retained = row.retainedPerUnit();
    line(
        text,
        ReportText.plain(row.endpoint()),
        Integer.toString(row.live()),
        Long.toString(row.started()),
        Long.toString(row.completed()),
        retained == null ? "" : perThousand(retained));
  }

  private static String perThousand(double retained) {
    return new BigDecimal(retained * 1000).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
  }

  private static void line(
      StringBuilder text, String name, String live, String started, String served, String rate) {
    text.append("%-40s %8s %9s %9s %10s%n".formatted(name, live, started, served, rate));
  }
}
