package io.threadleak.sampling;

import io.threadleak.model.Ages;
import io.threadleak.model.PoolBirthplace;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.StateCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The running counts of one site while a round walks the threads. Not thread-safe. */
final class SiteTally {

  private static final int LEVELS = Ages.SECONDS.size();
  private static final double NANOS = 1e9;

  private int created;
  private int runnable;
  private int blocked;
  private int waiting;
  private int timedWaiting;
  private final int[] reachedSeconds = new int[LEVELS];
  private final int[] reachedRounds = new int[LEVELS];
  private double oldestSeconds;
  private int pools;
  private long bound;
  private boolean beyondPools;
  private final BirthplaceTally birthplaces = new BirthplaceTally();
  private int margin;

  void add(Thread.State state, double ageSeconds, double intervalSeconds) {
    if (state == Thread.State.TERMINATED) {
      return;
    }
    count(state, 1);
    oldestSeconds = Math.max(oldestSeconds, ageSeconds);
    count(reachedSeconds, Ages.SECONDS, ageSeconds);
    count(reachedRounds, Ages.ROUNDS, ageSeconds / intervalSeconds);
  }

  /**
   * Adds several threads of one state at once.
   *
   * @param secondsReached how many of {@link Ages#SECONDS} they have reached
   * @param roundsReached how many of {@link Ages#ROUNDS}
   */
  void add(Thread.State state, int threads, int secondsReached, int roundsReached) {
    count(state, threads);
    for (int level = 0; level < secondsReached; level++) {
      reachedSeconds[level] += threads;
    }
    for (int level = 0; level < roundsReached; level++) {
      reachedRounds[level] += threads;
    }
  }

  /** Notes the age of a live thread in seconds. */
  void addAge(double ageSeconds) {
    oldestSeconds = Math.max(oldestSeconds, ageSeconds);
  }

  /** Adds how far the number of threads added may be off. */
  void addMargin(int threads) {
    margin += threads;
  }

  /** How far the live threads may be off, 0 where they were counted one by one. */
  int margin() {
    return margin;
  }

  /** Adds a pool that some of the site's threads belong to, once a round. */
  void addPool(int poolBound, @Nullable String birthplace) {
    birthplaces.add(birthplace, poolBound);
    pools++;
    bound += poolBound;
    beyondPools |= poolBound == SiteHistory.UNBOUNDED;
  }

  /** Adds that a thread belongs to no pool, as far as can be seen. */
  void addOutsider() {
    beyondPools = true;
  }

  void clear() {
    created = 0;
    runnable = 0;
    blocked = 0;
    waiting = 0;
    timedWaiting = 0;
    oldestSeconds = 0;
    pools = 0;
    bound = 0;
    beyondPools = false;
    birthplaces.clear();
    margin = 0;
    Arrays.fill(reachedSeconds, 0);
    Arrays.fill(reachedRounds, 0);
  }

  StateCounts states() {
    return new StateCounts(created, runnable, blocked, waiting, timedWaiting);
  }

  double oldestSeconds() {
    return oldestSeconds;
  }

  /** Pools that the site's threads belong to. */
  int pools() {
    return pools;
  }

  /**
   * Threads that those pools may hold at most, {@link SiteHistory#UNBOUNDED} where any thread may
   * belong to none or there is no thread to tell by.
   */
  int bound() {
    boolean known = pools > 0 && !beyondPools && bound < SiteHistory.UNBOUNDED;
    return known ? (int) bound : SiteHistory.UNBOUNDED;
  }

  /** Where those pools were constructed, that of most pools first. */
  List<PoolBirthplace> birthplaces() {
    return birthplaces.most();
  }

  /** Threads at least as old as each of {@link Ages#SECONDS}. */
  List<Integer> aged() {
    List<Integer> aged = new ArrayList<>(LEVELS);
    for (int reached : reachedSeconds) {
      aged.add(reached);
    }
    return aged;
  }

  /** Threads at least {@link Ages#ROUNDS} intervals old, by level. */
  int agedRounds(int level) {
    return reachedRounds[level];
  }

  private void count(Thread.State state, int threads) {
    switch (state) {
      case NEW -> created += threads;
      case RUNNABLE -> runnable += threads;
      case BLOCKED -> blocked += threads;
      case WAITING -> waiting += threads;
      case TIMED_WAITING -> timedWaiting += threads;
      case TERMINATED -> {}
    }
  }

  private static void count(int[] reached, List<Integer> thresholds, double age) {
    for (int level = 0; level < LEVELS && age >= thresholds.get(level); level++) {
      reached[level]++;
    }
  }

  /** Nanoseconds in seconds; of either sign, since the clock's origin is arbitrary. */
  static double seconds(long nanos) {
    return nanos / NANOS;
  }
}
