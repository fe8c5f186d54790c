package io.threadleak.exposition;

import io.threadleak.model.LeakReport;
import java.util.Optional;

/** Renders a report, or one site of it, for a program to read. Thread-safe. */
public interface ReportExposition {

  /** Renders the whole report. */
  Answer report(LeakReport report);

  /**
   * Renders one site of the report.
   *
   * @param siteId any text; the id of the folded rest finds that row
   * @return empty where the report has no row of that id
   */
  Optional<Answer> site(LeakReport report, String siteId);
}
