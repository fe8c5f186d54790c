package io.threadleak.attribution;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * A class of tasks that virtual threads run, with its exact number of starts and the creation sites
 * that were seen to start it. Holds nothing that keeps the class loaded. Thread-safe.
 *
 * <p>Most classes have one site, since a lambda's class is one for each place in the code: then the
 * class tells the site of each of its threads exactly. A class with several sites is mixed.
 */
public final class TaskClass {

  /** Sites told apart within one class; the last of them is the rest of its sites. */
  public static final int MAX_SITES = 200;

  private final int index;
  private final String name;
  private final TaskClasses owner;
  private final WeakReference<?> type;
  private final LongAdder started = new LongAdder();
  private final SamplingRate rate;
  private volatile List<SiteEntry> sites = List.of();
  private volatile long[] seenStarts = {};
  private volatile long mixedSince = Long.MAX_VALUE;

  TaskClass(TaskClasses owner, int index, String name, WeakReference<?> type, SamplingRate rate) {
    this.owner = owner;
    this.index = index;
    this.name = name;
    this.type = type;
    this.rate = rate;
  }

  /** Whom it belongs to. */
  TaskClasses owner() {
    return owner;
  }

  /** Its place among the classes: dense, from 0; given to another once the class is unloaded. */
  public int index() {
    return index;
  }

  /** The class's name without what changes from run to run. */
  public String name() {
    return name;
  }

  /** Starts so far, every one counted. */
  public long started() {
    return started.sum();
  }

  /** The sites seen so far, in the order in which they were seen; empty, one, or several. */
  public List<SiteEntry> sites() {
    return sites;
  }

  /**
   * The id of the thread that showed that there is more than one site; the threads before it are
   * the first site's. {@code Long.MAX_VALUE} while there is no more than one.
   */
  public long mixedSince() {
    return mixedSince;
  }

  /** Starts that a site was seen to make, each weighted by how many it stands for. */
  public double seenStarts(int site) {
    long[] seen = seenStarts;
    return site < seen.length ? seen[site] : 0;
  }

  /** Fits the sampling to how often the class is started of late. */
  public void fit(double startsPerSecond) {
    rate.fit(startsPerSecond);
  }

  /** Whether the class is gone, so that no thread can be started with it any more. */
  public boolean isUnloaded() {
    return type.refersTo(null);
  }

  void countStart() {
    started.increment();
  }

  SamplingRate rate() {
    return rate;
  }

  /**
   * Notes the site of one start.
   *
   * @param rest where starts are counted once the class has as many sites as are told apart
   * @return the site's place in {@link #sites()}
   */
  synchronized int see(SiteEntry site, SiteEntry rest, long threadId, int level) {
    int place = sites.indexOf(site);
    if (place < 0) {
      boolean full = sites.size() >= MAX_SITES - 1;
      SiteEntry counted = full ? rest : site;
      place = full ? sites.indexOf(rest) : -1;
      place = place < 0 ? append(counted, threadId) : place;
    }
    seenStarts[place] += 1L << level;
    return place;
  }

  /** Takes back a start that could not be tracked, and would be taken for ended. */
  synchronized void unsee(int place, int level) {
    seenStarts[place] -= 1L << level;
  }

  private int append(SiteEntry site, long threadId) {
    int place = sites.size();
    SiteEntry[] more = sites.toArray(new SiteEntry[place + 1]);
    more[place] = site;
    long[] seen = Arrays.copyOf(seenStarts, place + 1);
    seenStarts = seen;
    if (place == 1) {
      mixedSince = threadId;
      rate.setMixed();
    }
    sites = List.of(more);
    return place;
  }
}
