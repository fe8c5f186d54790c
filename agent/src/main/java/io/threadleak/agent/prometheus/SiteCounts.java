package io.threadleak.agent.prometheus;

import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one scrape says of one site, put together from its samples. Used by one thread. */
final class SiteCounts {

  private final SortedMap<Integer, Integer> olderThan = new TreeMap<>();
  private ThreadKind kind = ThreadKind.PLATFORM;
  private long live = -1;
  private long started = -1;
  private long ended = -1;

  /** Adds live threads in one state. */
  void addLive(ThreadKind ofKind, double threads) {
    kind = ofKind;
    live = Math.max(0, live) + (long) threads;
  }

  void setStarted(double threads) {
    started = (long) threads;
  }

  void setEnded(double threads) {
    ended = (long) threads;
  }

  void setOlderThan(int seconds, double threads) {
    olderThan.put(seconds, (int) Math.min(Integer.MAX_VALUE, threads));
  }

  /** Whether live, started and ended threads are all known. */
  boolean isWhole() {
    return live >= 0 && started >= 0 && ended >= 0;
  }

  /** All of it. */
  RecordedSite toSite() {
    int threads = (int) Math.min(Integer.MAX_VALUE, live);
    return new RecordedSite(kind, threads, started, ended, olderThan, SiteHistory.UNBOUNDED);
  }
}
