package io.threadleak.sampling;

import io.threadleak.attribution.EndpointEntry;
import io.threadleak.attribution.NameAttribution;
import io.threadleak.attribution.PoolTable;
import io.threadleak.attribution.SeenPool;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.Ages;
import io.threadleak.model.AttributionSource;
import io.threadleak.sampling.Snapshot.SiteSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes one look at all live threads and counts them by creation site. Used by one thread at a
 * time, in whose group it must not matter; makes no safepoint.
 *
 * <p>A thread that the ledger does not know yet may be one whose start is still on its way. It is
 * counted under {@code other} for as long as the attribution lags, then attributed by name. What
 * was there before the first look is attributed by name at once.
 *
 * <p>A thread's pool is looked for once, at the second round that sees it, so that threads which
 * come and go cost nothing.
 */
public final class Sampler {

  private final ThreadLedger ledger;
  private final NameAttribution names;
  private final long lagNanos;
  private final double intervalSeconds;
  private final LiveThreads threads = new LiveThreads();
  private final DeadlockWatch deadlocks = new DeadlockWatch();
  private final PoolTable pools;
  private final List<SiteTally> tallies = new ArrayList<>();
  private final EnumMap<AttributionSource, Integer> attributed =
      new EnumMap<>(AttributionSource.class);
  private Map<Long, Long> unknownSince = new HashMap<>();
  private Map<Long, Long> stillUnknown = new HashMap<>();
  private final @Nullable VirtualSampler virtualThreads;
  private final EndpointCounts endpoints;
  private final long firstId;
  private long round;
  private long previousNanos;
  private long nowNanos;
  private int failures;

  /**
   * Makes a sampler.
   *
   * @param ledger who started which thread
   * @param names attributes what nobody saw start
   * @param lag how late the ledger may hear of a start
   * @param interval nominal time between looks
   * @param virtualThreads looks at virtual threads in the same round; null where they are not
   *     counted
   */
  public Sampler(
      ThreadLedger ledger,
      NameAttribution names,
      Duration lag,
      Duration interval,
      @Nullable VirtualSampler virtualThreads,
      long firstId) {
    this.ledger = ledger;
    this.pools = new PoolTable(ledger::birthplaceOf);
    this.names = names;
    this.lagNanos = lag.toNanos();
    this.virtualThreads = virtualThreads;
    this.endpoints = new EndpointCounts(ledger.endpoints());
    this.firstId = firstId;
    this.intervalSeconds = SiteTally.seconds(interval.toNanos());
  }

  /** Looks once. */
  public Snapshot sample() {
    begin();
    threads.forEach(this::look);
    pools.endRound(round);
    if (round > 1) {
      ledger.reconcile(round, previousNanos);
    }
    previousNanos = nowNanos;
    if (virtualThreads != null) {
      sampleVirtual(virtualThreads);
    }
    Map<Long, Long> spent = unknownSince;
    unknownSince = stillUnknown;
    stillUnknown = spent;
    return snapshot();
  }

  private void sampleVirtual(VirtualSampler virtual) {
    try {
      virtual.sample(nowNanos, this::tally, endpoints::add);
      int own = Math.min(virtual.tracked(), virtual.live());
      attributed.merge(virtual.source(), own, Integer::sum);
      attributed.merge(AttributionSource.TASK, virtual.live() - own, Integer::sum);
    } catch (Throwable unreadable) {
      failures++;
    }
  }

  private void begin() {
    round++;
    nowNanos = ledger.nanos();
    failures = 0;
    attributed.clear();
    stillUnknown.clear();
    tallies.forEach(SiteTally::clear);
    endpoints.begin();
  }

  private void look(Thread thread) {
    try {
      // Both may be overridden by a class of the host's, and then do anything.
      Thread.State state = thread.getState();
      long id = ThreadIds.of(thread);
      ThreadLedger.@Nullable Start start = ledger.find(id);
      if (start == null && isKnownByNameOnly(id)) {
        names.attribute(thread);
        start = ledger.find(id);
      }
      count(start, thread, state);
      deadlocks.look(thread, state);
    } catch (Throwable hostsFailure) {
      failures++;
      count(null, thread, Thread.State.RUNNABLE);
    }
  }

  /**
   * Whether to go by the name: at the first look for what was there before, and for a thread that
   * is still unknown at a later one once the attribution's lag is over. At any single look an
   * unknown thread may be one that is just ending, whose end has been told already.
   */
  private boolean isKnownByNameOnly(long id) {
    Long since = unknownSince.get(id);
    if ((round == 1 && id < firstId) || (since != null && nowNanos - since >= lagNanos)) {
      return true;
    }
    stillUnknown.put(id, since == null ? nowNanos : since);
    return false;
  }

  private void count(ThreadLedger.@Nullable Start start, Thread thread, Thread.State state) {
    SiteEntry site = start == null ? ledger.sites().other() : start.site();
    double age = start == null ? 0 : SiteTally.seconds(nowNanos - start.nanos());
    SiteTally tally = tally(site.index());
    if (start == null) {
      tally.addOutsider();
    } else {
      if (start.wasSeen() && state != Thread.State.TERMINATED) {
        countPool(tally, site.index(), start.pool(thread, pools));
      }
      start.seenIn(round);
    }
    tally.add(state, age, intervalSeconds);
    if (state != Thread.State.TERMINATED) {
      attributed.merge(site.site().source(), 1, Integer::sum);
      EndpointEntry endpoint = start == null ? null : start.endpoint();
      if (endpoint != null) {
        endpoints.add(endpoint, site);
      }
    }
  }

  private void countPool(SiteTally tally, int site, @Nullable SeenPool pool) {
    if (pool == null) {
      tally.addOutsider();
    } else if (pools.seenAt(site, pool, round)) {
      tally.addPool(pool.bound(), pool.birthplace());
    }
  }

  private SiteTally tally(int index) {
    while (tallies.size() <= index) {
      tallies.add(new SiteTally());
    }
    return tallies.get(index);
  }

  private Snapshot snapshot() {
    List<SiteEntry> entries = ledger.sites().entries();
    List<SiteSample> rows = new ArrayList<>(entries.size());
    for (SiteEntry entry : entries) {
      SiteTally tally = tally(entry.index());
      rows.add(
          new SiteSample(
              entry,
              tally.states(),
              tally.margin(),
              entry.started(),
              entry.ended(),
              tally.aged(),
              agedRounds(tally),
              tally.oldestSeconds(),
              tally.pools(),
              tally.bound(),
              tally.birthplaces()));
    }
    int deadlocked = deadlocks.endRound(SiteTally.seconds(nowNanos));
    return new Snapshot(
        nowNanos,
        rows,
        endpoints.end(),
        Map.copyOf(attributed),
        threads.own(),
        deadlocked,
        failures);
  }

  private static List<Integer> agedRounds(SiteTally tally) {
    return IntStream.range(0, Ages.ROUNDS.size()).mapToObj(tally::agedRounds).toList();
  }
}
