package io.threadleak.sampling;

import io.threadleak.attribution.EndpointEntry;
import io.threadleak.attribution.EndpointTable;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.model.ThreadKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Live threads by the scope that they were started in, from round to round. Of virtual threads no
 * end is told: what was started and does not live has ended. For the sampling thread.
 */
final class EndpointCounts {

  private final EndpointTable endpoints;
  private final List<Counts> counts = new ArrayList<>();

  EndpointCounts(EndpointTable endpoints) {
    this.endpoints = endpoints;
  }

  /** Begins a round: reads the starts before the threads are looked at. */
  void begin() {
    for (EndpointEntry entry : endpoints.entries()) {
      of(entry).begin(entry);
    }
  }

  /** Adds a live thread that was started in a scope. */
  void add(EndpointEntry entry, SiteEntry site) {
    Counts of = of(entry);
    of.live.merge(site, 1, Integer::sum);
    if (site.site().kind() == ThreadKind.VIRTUAL) {
      of.liveVirtual++;
    }
  }

  /** What the round has found, one for each scope. */
  List<EndpointSample> end() {
    List<EndpointSample> samples = new ArrayList<>();
    for (EndpointEntry entry : endpoints.entries()) {
      Counts of = of(entry);
      of.settle();
      samples.add(
          new EndpointSample(
              entry,
              entry.started() + of.startedVirtual,
              entry.ended() + of.endedVirtual,
              of.live));
    }
    return samples;
  }

  private Counts of(EndpointEntry entry) {
    while (counts.size() <= entry.index()) {
      counts.add(new Counts());
    }
    return counts.get(entry.index());
  }

  private static final class Counts {

    private final Map<SiteEntry, Integer> live = new HashMap<>();
    private int liveVirtual;
    private long startedBefore;
    private long startedVirtual;
    private long endedVirtual;

    void begin(EndpointEntry entry) {
      live.clear();
      liveVirtual = 0;
      startedBefore = startedVirtual;
      startedVirtual = Math.max(startedVirtual, entry.startedVirtual());
    }

    /** What was just started may not be live yet, but is by the next round. No count ever falls. */
    void settle() {
      startedVirtual = Math.max(startedVirtual, endedVirtual + liveVirtual);
      endedVirtual = Math.max(endedVirtual, startedBefore - liveVirtual);
    }
  }
}
