package io.threadleak.exposition;

import io.threadleak.model.CreationSite;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ThreadProfile;

/** Renders where the threads of one site stand, for a program to read. Thread-safe. */
public interface StackExposition {

  /**
   * Renders the stacks of one row's threads.
   *
   * @param key of a row of the report, by {@link CreationSite#key()}; a rest has the threads of all
   *     sites that the report has no row of
   */
  Answer stacks(LeakReport report, ThreadProfile profile, String key);
}
