package io.threadleak.agent.cli;

import io.threadleak.json.JsonProofs;
import io.threadleak.json.JsonReplays;
import io.threadleak.json.JsonReports;
import io.threadleak.json.ReplayResult;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofStatus;
import java.util.List;

/** How what a command found is printed. */
enum Format {
  /** A table for people. */
  TEXT {
    @Override
    String render(LeakReport report) {
      return ReportText.full(report);
    }

    @Override
    String render(List<ReplayResult> results, boolean all) {
      return ReplayText.of(results, all);
    }

    @Override
    String render(ProofReport proof) {
      return ProofText.of(proof);
    }
  },
  /** One JSON object on one line. */
  JSON {
    @Override
    String render(LeakReport report) {
      return new JsonReports().write(report) + "\n";
    }

    @Override
    String render(List<ReplayResult> results, boolean all) {
      return new JsonReplays().write(results) + "\n";
    }

    @Override
    String render(ProofReport proof) {
      return new JsonProofs().write(new ProofStatus(false, ProofProgress.NONE, null, proof)) + "\n";
    }
  };

  /** A proof, ending in a line feed. */
  abstract String render(ProofReport proof);

  /** The whole report, ending in a line feed. */
  abstract String render(LeakReport report);

  /**
   * What replays came to, ending in a line feed.
   *
   * @param all whether a person wants to see sites, too, that nothing is wrong with
   */
  abstract String render(List<ReplayResult> results, boolean all);
}
