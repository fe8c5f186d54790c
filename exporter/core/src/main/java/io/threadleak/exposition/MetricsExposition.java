package io.threadleak.exposition;

import io.threadleak.model.LeakReport;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders the metrics of a report for a scraper. Thread-safe. */
@FunctionalInterface
public interface MetricsExposition {

  /**
   * Renders one scrape.
   *
   * @param report the latest report
   * @param accept the request's {@code Accept} header, null where it has none
   * @param names metric names to restrict the answer to ({@code ?name[]=}); empty for all
   */
  Answer scrape(LeakReport report, @Nullable String accept, Set<String> names);
}
