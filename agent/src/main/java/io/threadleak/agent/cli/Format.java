package io.threadleak.agent.cli;

import io.threadleak.json.JsonReplays;
import io.threadleak.json.JsonReports;
import io.threadleak.json.ReplayResult;
import io.threadleak.model.LeakReport;

/** How what a command found is printed. */
enum Format {
  /** A table for people. */
  TEXT {
    @Override
    String render(LeakReport report) {
      return ReportText.full(report);
    }

    @Override
    String render(ReplayResult result) {
      return ReplayText.of(result);
    }
  },
  /** One JSON object on one line. */
  JSON {
    @Override
    String render(LeakReport report) {
      return new JsonReports().write(report) + "\n";
    }

    @Override
    String render(ReplayResult result) {
      return new JsonReplays().write(result) + "\n";
    }
  };

  /** The whole report, ending in a line feed. */
  abstract String render(LeakReport report);

  /** What a replay came to, ending in a line feed. */
  abstract String render(ReplayResult result);
}
