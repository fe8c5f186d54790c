package io.threadleak.reliability.input;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.json.JsonReports;
import io.threadleak.json.ReportFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reports in JSON, as {@code threadleak report} reads them from a service. */
final class ReportParser implements Parser {

  private final JsonReports reports = new JsonReports();
  private final String good;

  ReportParser(ThreadLeakMonitor monitor) {
    good = reports.write(monitor.report());
  }

  @Override
  public String kind() {
    return "reports in JSON";
  }

  @Override
  public List<String> good() {
    return List.of(good);
  }

  @Override
  public List<String> words() {
    return List.of(
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "null",
        "-1",
        "1e309",
        "99999999999999999999",
        "true",
        "\"2026-11-22T00:00:00Z\"",
        "\"kind\":\"green\"",
        "\"verdict\":\"wrong\"",
        "\"sites\":null",
        "\"live\":2147483648",
        "\"version\":2",
        "\\u0000",
        "\\ud800",
        "[[[[[[[[[[[[[[[[[[[[[[[[");
  }

  @Override
  public String read(byte[] input) {
    try {
      reports.read(new String(input, StandardCharsets.UTF_8));
      return "taken";
    } catch (ReportFormatException refused) {
      return "refused in words";
    }
  }
}
