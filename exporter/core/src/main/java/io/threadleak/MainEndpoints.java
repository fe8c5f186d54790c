package io.threadleak;

import io.threadleak.attribution.EndpointEntry;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.sampling.EndpointSample;
import io.threadleak.sampling.Snapshot;
import io.threadleak.sampling.Snapshot.SiteSample;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint of each site that started more than half of its live threads, in one round. Folded
 * endpoints are none. Immutable.
 */
final class MainEndpoints {

  private final Map<SiteEntry, String> names = new HashMap<>();

  /**
   * Those of a round.
   *
   * @param folded the entry that stands for all folded endpoints
   */
  MainEndpoints(Snapshot snapshot, EndpointEntry folded) {
    Map<SiteEntry, Integer> live = new HashMap<>();
    for (SiteSample site : snapshot.sites()) {
      live.put(site.entry(), site.live());
    }
    for (EndpointSample endpoint : snapshot.endpoints()) {
      if (endpoint.entry() == folded) {
        continue;
      }
      endpoint
          .live()
          .forEach(
              (site, threads) -> {
                if (2L * threads > live.getOrDefault(site, Integer.MAX_VALUE)) {
                  names.put(site, endpoint.entry().name());
                }
              });
    }
  }

  /** That of a site; null where its threads come from several, from none or from folded ones. */
  @Nullable String of(SiteEntry site) {
    return names.get(site);
  }
}
