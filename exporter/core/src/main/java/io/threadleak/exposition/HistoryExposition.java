package io.threadleak.exposition;

import io.threadleak.model.HistoryReport;

/** Renders the past of sites for a program to read. Thread-safe. */
public interface HistoryExposition {

  /** Live threads and throughput over time, and nothing else. */
  Answer outline(HistoryReport history);

  /** All that is known. */
  Answer whole(HistoryReport history);
}
