package io.threadleak.exposition;

import io.threadleak.model.LeakReport;

/** Renders a report, or one site of it, for a program to read. Thread-safe. */
public interface ReportExposition {

  /** Renders the whole report. */
  Answer report(LeakReport report);
}
