package io.threadleak.exposition;

import io.threadleak.model.CreationSite;
import io.threadleak.model.HistoryReport;
import io.threadleak.model.SitePast;
import org.jspecify.annotations.Nullable;

/**
 * The bounded past of the rows of the latest report, copied for whoever asks: nothing is copied
 * while nobody does. Asking walks no threads and waits for no round. Thread-safe.
 */
public interface SiteHistories {

  /** More samples than any history holds. */
  int ALL_SAMPLES = 360;

  /**
   * The past of every row.
   *
   * @param most samples of each, 2 or more; longer pasts are thinned out evenly over time
   */
  HistoryReport all(int most);

  /**
   * The whole past of one row; null where the latest report has none of that key.
   *
   * @param key any text, compared with {@link CreationSite#key()}
   */
  @Nullable SitePast of(String key);
}
