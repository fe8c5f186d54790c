package io.threadleak.agent.cli;

import io.threadleak.json.JsonReports;
import io.threadleak.model.LeakReport;

/** How a report is printed. */
enum Format {
  /** A table for people. */
  TEXT {
    @Override
    String render(LeakReport report) {
      return ReportText.full(report);
    }
  },
  /** One JSON object on one line. */
  JSON {
    @Override
    String render(LeakReport report) {
      return new JsonReports().write(report) + "\n";
    }
  };

  /** The whole report, ending in a line feed. */
  abstract String render(LeakReport report);
}
