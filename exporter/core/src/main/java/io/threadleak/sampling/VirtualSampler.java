package io.threadleak.sampling;

import io.threadleak.attribution.EndpointEntry;
import io.threadleak.attribution.EntryFrame;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.TaskClass;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.attribution.VirtualStarts;
import io.threadleak.attribution.VirtualTasks;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes one look at all live virtual threads and counts them by creation site. For the sampling
 * thread; makes no safepoint. Takes memory for each class of tasks, and for single threads only
 * where {@link io.threadleak.attribution.TrackedThreads} has to tell their sites apart.
 *
 * <p>What is counted are the threads made before the look began, as told by their ids; starts are
 * read just before. A thread that starts at that very moment may be counted at the next look only.
 */
public final class VirtualSampler {

  private final VirtualStarts starts;
  private final LiveVirtualThreads threads;
  private final ThreadLedger ledger;
  private final LongSupplier nextId;
  private final ThreadIdClock clock = new ThreadIdClock();
  private final AgeBands ages;
  private final EntryFrame entryFrame;
  private final SurvivorLooks looks;
  private final List<@Nullable TaskRound> rounds = new ArrayList<>();
  private long previousNanos;
  private long belowId;
  private Set<Long> watched = Set.of();
  private final Set<Long> watchedLive = new HashSet<>();
  private @Nullable BiConsumer<EndpointEntry, SiteEntry> toldEndpoints;
  private int live;
  private int estimated;
  private int fromBefore;

  /**
   * Makes a sampler, and begins to count starts.
   *
   * @param starts who starts virtual threads
   * @param threads which ones live
   * @param ledger where sites and starters are known
   * @param interval nominal time between looks
   */
  public VirtualSampler(
      VirtualStarts starts, LiveVirtualThreads threads, ThreadLedger ledger, Duration interval) {
    this(starts, threads, ledger, interval, VirtualThreadApi::nextId);
  }

  VirtualSampler(
      VirtualStarts starts,
      LiveVirtualThreads threads,
      ThreadLedger ledger,
      Duration interval,
      LongSupplier nextId) {
    this.starts = starts;
    this.threads = threads;
    this.ledger = ledger;
    ages = new AgeBands(SiteTally.seconds(interval.toNanos()));
    entryFrame = new EntryFrame(starts.code());
    looks = new SurvivorLooks(entryFrame, starts.tracked());
    this.nextId = nextId;
    previousNanos = ledger.nanos();
    belowId = nextId.getAsLong();
    clock.mark(belowId, previousNanos);
    starts.open(ledger, belowId);
  }

  /**
   * Looks once, and adds what there is to the tallies of the sites, which are by index.
   *
   * @param endpoints takes each live thread that was started in a scope
   */
  void sample(
      long nowNanos,
      IntFunction<SiteTally> tallies,
      BiConsumer<EndpointEntry, SiteEntry> endpoints) {
    begin();
    toldEndpoints = starts.scoped().isEmpty() ? null : endpoints;
    looks.begin(belowId);
    long beforeLastLook = belowId;
    belowId = nextId.getAsLong();
    clock.mark(belowId, nowNanos);
    ages.begin(clock, nowNanos);
    threads.forEach(this::look);
    looks.end();
    starts.tracked().forgetUnseen(belowId);
    // What was started meanwhile may not be listed yet.
    starts.scoped().forgetUnseen(beforeLastLook);
    toldEndpoints = null;
    double seconds = SiteTally.seconds(nowNanos - previousNanos);
    previousNanos = nowNanos;
    for (TaskRound round : rounds) {
      if (round != null) {
        end(round, seconds, nowNanos, tallies);
      }
    }
  }

  private void begin() {
    watchedLive.clear();
    live = 0;
    estimated = 0;
    fromBefore = 0;
    for (TaskClass tasks : starts.classes()) {
      if (tasks != null) {
        round(tasks).begin(starts.firstId());
      }
    }
  }

  private boolean look(Thread thread, @Nullable Object task) {
    long id = ThreadIds.of(thread);
    Thread.State state = thread.getState();
    if (!watched.isEmpty() && state != Thread.State.TERMINATED && watched.contains(id)) {
      watchedLive.add(id);
    }
    TaskClass tasks = id >= belowId ? null : starts.classOf(task);
    if (tasks != null && state != Thread.State.TERMINATED) {
      TaskRound round = round(tasks);
      int band = ages.of(id);
      int group = round.add(thread, id, band, state, starts.tracked());
      if (group != TaskRound.LATER) {
        live++;
        tellEndpoint(id, round);
      }
      if (group == TaskTally.UNTRACKED) {
        estimated++;
        looks.consider(round, thread, id);
      } else if (group >= TaskTally.FIRST_SITE && round.isMixed()) {
        looks.learnFrom(round, thread, id, group - TaskTally.FIRST_SITE);
      }
    }
    return true;
  }

  private void tellEndpoint(long id, TaskRound round) {
    BiConsumer<EndpointEntry, SiteEntry> told = toldEndpoints;
    EndpointEntry endpoint = told == null ? null : starts.scoped().find(ledger, id);
    if (told != null && endpoint != null) {
      SiteEntry site = round.siteOf(id, starts.tracked());
      told.accept(endpoint, site == null ? ledger.sites().otherVirtual() : site);
    }
  }

  private TaskRound round(TaskClass tasks) {
    int index = tasks.index();
    while (rounds.size() <= index) {
      rounds.add(null);
    }
    TaskRound round = rounds.get(index);
    if (round == null || round.tasks() != tasks) {
      round = new TaskRound(tasks, ages.count());
      round.beginLate(starts.firstId());
      rounds.set(index, round);
    }
    return round;
  }

  private void end(TaskRound round, double seconds, long nowNanos, IntFunction<SiteTally> tallies) {
    Thread unnamed = round.unnamed();
    if (unnamed != null) {
      round.nameBefore(entryFrame.siteOf(unnamed, round.tasks(), ledger.sites()));
    }
    round.settle();
    round.fit(seconds);
    round.report(
        (site, counters, tally, group, margin) -> {
          site.count(counters.newlyStarted(), counters.newlyEnded());
          SiteTally into = tallies.apply(site.index());
          add(tally, group, into, nowNanos);
          into.addMargin(margin);
        });
    fromBefore += round.fromBefore();
    if (round.isSettled() && round.tasks().isUnloaded()) {
      starts.forget(round.tasks());
      rounds.set(round.tasks().index(), null);
      looks.forget(round);
    }
  }

  private void add(TaskTally from, int group, SiteTally into, long nowNanos) {
    for (int cell = 0; cell < from.cells(); cell++) {
      int threadsInCell = from.in(group, cell);
      if (threadsInCell > 0) {
        int band = from.ageBand(cell);
        into.add(
            from.state(cell), threadsInCell, ages.secondsReached(band), ages.roundsReached(band));
        into.addOutsider();
      }
    }
    long oldest = from.oldestId(group);
    if (oldest != Long.MAX_VALUE) {
      into.addAge(SiteTally.seconds(nowNanos - clock.nanosOf(oldest)));
    }
  }

  /** Live virtual threads, as of the last look. */
  public int live() {
    return live;
  }

  /** Those of them whose site was estimated. */
  public int estimated() {
    return estimated;
  }

  /** Those of them that nobody saw start. */
  public int fromBefore() {
    return fromBefore;
  }

  /** Those of them whose very own start was seen. */
  public int tracked() {
    return starts.tracked().size();
  }

  /** Who tells of starts. */
  AttributionSource source() {
    return starts.source();
  }

  /** What cannot be seen of virtual threads, a sentence each. */
  public List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    for (String trouble : new @Nullable String[] {threads.blindSpot(), starts.trouble()}) {
      if (trouble != null) {
        troubles.add(trouble);
      }
    }
    return troubles;
  }

  /** Some live threads of each of the given sites: at most so many, evenly over the sites. */
  Map<Thread, SiteEntry> choose(Set<SiteEntry> sites, int most) {
    Map<Thread, SiteEntry> chosen = new HashMap<>();
    Map<SiteEntry, Integer> taken = new HashMap<>();
    int perSite = Math.max(1, most / Math.max(1, sites.size()));
    threads.forEach(
        (thread, task) -> {
          SiteEntry site = siteOf(thread, task);
          if (site != null
              && sites.contains(site)
              && taken.merge(site, 1, Integer::sum) <= perSite) {
            chosen.put(thread, site);
          }
          return chosen.size() < Math.min(most, perSite * sites.size());
        });
    return chosen;
  }

  /** Who started a live virtual thread, as far as the last look tells; never null. */
  public CreationSite siteOf(Thread thread) {
    Object task = VirtualTasks.of(thread);
    TaskClass tasks = starts.classOf(task);
    SiteEntry site = siteOf(thread, task);
    if (site == null && tasks != null) {
      site = entryFrame.siteOf(thread, tasks, ledger.sites());
    }
    return (site == null ? ledger.sites().otherVirtual() : site).site();
  }

  /** Watches single threads from the next look on, by their ids. */
  public void watch(Set<Long> ids) {
    watched = Set.copyOf(ids);
    watchedLive.clear();
    watchedLive.addAll(ids);
  }

  /** Whether the last look has seen a thread that is watched. */
  public boolean sees(long id) {
    return watchedLive.contains(id);
  }

  /** The sites of single live threads, by id; those that are not live have none. */
  public Map<Long, SiteEntry> sitesOf(Set<Long> ids) {
    Map<Long, SiteEntry> sites = new HashMap<>();
    threads.forEach(
        (thread, task) -> {
          long id = ThreadIds.of(thread);
          TaskClass tasks = ids.contains(id) ? starts.classOf(task) : null;
          if (tasks != null) {
            SiteEntry site = siteOf(thread, task);
            sites.put(id, site == null ? entryFrame.siteOf(thread, tasks, ledger.sites()) : site);
          }
          return sites.size() < ids.size();
        });
    return sites;
  }

  private @Nullable TaskRound roundOf(TaskClass tasks) {
    return tasks.index() >= rounds.size() ? null : rounds.get(tasks.index());
  }

  /**
   * Shows every live virtual thread with the site that started it, as of the last look, the rest's
   * where that is not known of this very thread, and the scope that it was started in.
   */
  void forEach(Visitor visitor) {
    SiteEntry rest = ledger.sites().otherVirtual();
    threads.forEach(
        (thread, task) -> {
          SiteEntry site = siteOf(thread, task);
          EndpointEntry endpoint = starts.scoped().find(ledger, ThreadIds.of(thread));
          visitor.visit(thread, site == null ? rest : site, endpoint);
          return true;
        });
  }

  private @Nullable SiteEntry siteOf(Thread thread, @Nullable Object task) {
    TaskClass tasks = starts.classOf(task);
    TaskRound round = tasks == null ? null : roundOf(tasks);
    return round == null ? null : round.siteOf(ThreadIds.of(thread), starts.tracked());
  }

  /** Who is shown live threads. */
  @FunctionalInterface
  interface Visitor {

    /** Looks at one thread; the endpoint is null where it was started in no scope. */
    void visit(Thread thread, SiteEntry site, @Nullable EndpointEntry endpoint);
  }

  /** Stops counting starts. */
  public void close() {
    starts.close();
  }
}
