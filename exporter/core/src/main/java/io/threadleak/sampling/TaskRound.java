package io.threadleak.sampling;

import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.TaskClass;
import io.threadleak.attribution.TrackedThreads;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One class of tasks from round to round: which threads of it live, at which of its sites, and how
 * many were started and have ended there. For the sampling thread.
 *
 * <p>Started, ended and live always add up: what was started and does not live has ended. No count
 * ever falls.
 *
 * <p>A class may be seen before its line is: threads of its first round, and those that were
 * started since the round began, are left to the next one. A class without a line by then has none
 * that can be seen.
 */
final class TaskRound {

  /** In place of a group: to be counted in the next round. */
  static final int LATER = -1;

  private final TaskClass tasks;
  private final TaskTally tally;
  private final MixedSites mixed;
  private final SiteCounters before = new SiteCounters();
  private SiteCounters[] counters = {};
  private List<SiteEntry> sites = List.of();
  private long mixedSince = Long.MAX_VALUE;
  private boolean first = true;
  private int thereBefore;
  private int thereBeforeSeen;
  private long firstId;
  private long startsRead;
  private long startsReadBefore;
  private long startsSettled;
  private @Nullable SiteEntry beforeSite;
  private @Nullable Thread unnamed;

  TaskRound(TaskClass tasks, int ageBands) {
    this.tasks = tasks;
    tally = new TaskTally(ageBands);
    mixed = new MixedSites(tally);
  }

  TaskClass tasks() {
    return tasks;
  }

  /** Begins a round: reads the starts, before the round's threads are looked at. */
  void begin(long firstCountedId) {
    begin(firstCountedId, tasks.started());
  }

  /**
   * Begins the first round of a class that came up while threads were looked at already. Its starts
   * are left to the next one: who started meanwhile is not looked at, and would be taken for ended.
   */
  void beginLate(long firstCountedId) {
    begin(firstCountedId, 0);
  }

  private void begin(long firstCountedId, long starts) {
    tally.clear();
    mixed.clear();
    unnamed = null;
    thereBefore = 0;
    firstId = firstCountedId;
    mixedSince = tasks.mixedSince();
    sites = tasks.sites();
    startsRead = starts;
    int had = counters.length;
    if (had < sites.size()) {
      counters = Arrays.copyOf(counters, sites.size());
      Arrays.setAll(counters, i -> i < had ? counters[i] : new SiteCounters());
    }
  }

  /**
   * Adds a live thread.
   *
   * @return the group of {@link TaskTally} that it belongs to, or {@link #LATER}
   */
  int add(Thread thread, long id, int ageBand, Thread.State state, TrackedThreads tracked) {
    int group = groupOf(id, ageBand, tracked);
    if (group == LATER) {
      return LATER;
    }
    tally.add(group, ageBand, state, id);
    if (id < firstId) {
      thereBefore++;
    }
    if (group == TaskTally.BEFORE && beforeSite == null) {
      unnamed = thread;
    }
    return group;
  }

  private int groupOf(long id, int ageBand, TrackedThreads tracked) {
    if (id < firstId) {
      return TaskTally.BEFORE;
    }
    if (sites.isEmpty()) {
      return first || isLineNew() ? LATER : TaskTally.BEFORE;
    }
    if (sites.size() == 1) {
      return TaskTally.FIRST_SITE;
    }
    int found = tracked.find(id);
    if (found != TrackedThreads.UNTRACKED) {
      int site = Math.min(TrackedThreads.site(found), sites.size() - 1);
      mixed.addTracked(site, ageBand, TrackedThreads.weight(found));
      return TaskTally.FIRST_SITE + site;
    }
    if (id >= mixedSince) {
      return TaskTally.UNTRACKED;
    }
    mixed.addBeforeMixed();
    return TaskTally.FIRST_SITE;
  }

  /** Whether the first start of all came after this round began. */
  private boolean isLineNew() {
    return startsRead == 0 && !tasks.sites().isEmpty();
  }

  /** A live thread by which to name the site of those that nobody saw start; null if none asks. */
  @Nullable Thread unnamed() {
    return unnamed;
  }

  /** Names the site of those threads, and lets go of the one it was named by. */
  void nameBefore(SiteEntry site) {
    beforeSite = site;
    unnamed = null;
  }

  /** Ends the round: settles what was started and has ended, and where. */
  void settle() {
    boolean later = first && sites.isEmpty();
    long starts = later ? 0 : Math.max(0, startsRead - startsSettled);
    startsSettled += starts;
    // Nobody tells of the starts of those that were there before.
    int found = Math.max(0, thereBefore - thereBeforeSeen);
    thereBeforeSeen += found;
    long untold = sites.isEmpty() ? starts + found : found;
    startsSettled += before.settle(untold, tally.total(TaskTally.BEFORE));
    first = false;
    if (sites.size() == 1) {
      startsSettled += counters[0].settle(starts, tally.total(TaskTally.FIRST_SITE));
    } else if (sites.size() > 1) {
      startsSettled += mixed.settle(tasks, counters, starts);
    }
  }

  /** Hands each site what it has in this class. */
  void report(SiteReceiver receiver) {
    SiteEntry known = beforeSite;
    if (known != null) {
      receiver.receive(known, before, tally, TaskTally.BEFORE, 0);
    }
    for (int i = 0; i < counters.length; i++) {
      receiver.receive(sites.get(i), counters[i], tally, TaskTally.FIRST_SITE + i, mixed.margin(i));
    }
  }

  /** The site of a live thread of this class, as of the last round; null where it is unknown. */
  @Nullable SiteEntry siteOf(long id, TrackedThreads tracked) {
    if (id < firstId || sites.isEmpty()) {
      return beforeSite;
    }
    int found = sites.size() == 1 ? 0 : tracked.find(id);
    if (found == TrackedThreads.UNTRACKED) {
      return id < mixedSince ? sites.get(0) : null;
    }
    return sites.size() == 1 ? sites.get(0) : sites.get(TrackedThreads.site(found));
  }

  /** Whether more than one site starts the class. */
  boolean isMixed() {
    return sites.size() > 1;
  }

  /** Fits how many starts of the class have their stack walked to how many there were. */
  void fit(double seconds) {
    if (seconds > 0) {
      tasks.fit((startsRead - startsReadBefore) / seconds);
    }
    startsReadBefore = startsRead;
  }

  /** Live threads that nobody saw start. */
  int fromBefore() {
    return tally.total(TaskTally.BEFORE);
  }

  /** Whether nothing of the class lives or is left to report. */
  boolean isSettled() {
    return tally.total() == 0 && tasks.started() <= startsSettled;
  }

  /** Who takes in what a round found. */
  @FunctionalInterface
  interface SiteReceiver {

    /** Takes one site's part of one class of tasks. */
    void receive(SiteEntry site, SiteCounters counters, TaskTally tally, int group, int margin);
  }

  /** What was started and has ended at one site, of one class of tasks; neither ever falls. */
  static final class SiteCounters {

    private long started;
    private long ended;
    private long reportedStarted;
    private long reportedEnded;

    /**
     * Takes in starts, and ends all that do not live.
     *
     * @return starts that must have been although they were not told of yet
     */
    long settle(long starts, int live) {
      started += starts;
      long ahead = Math.max(0, ended + live - started);
      started += ahead;
      ended = started - live;
      return ahead;
    }

    /** The most threads that may live, where none has ended since the last round. */
    long most() {
      return started - ended;
    }

    long started() {
      return started;
    }

    void start(long starts) {
      started += starts;
    }

    /** Starts since the last call. */
    long newlyStarted() {
      long newly = started - reportedStarted;
      reportedStarted = started;
      return newly;
    }

    /** Ends since the last call. */
    long newlyEnded() {
      long newly = ended - reportedEnded;
      reportedEnded = ended;
      return newly;
    }
  }
}
