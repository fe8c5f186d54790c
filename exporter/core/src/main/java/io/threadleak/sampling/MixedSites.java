package io.threadleak.sampling;

import io.threadleak.attribution.TaskClass;
import io.threadleak.sampling.TaskRound.SiteCounters;
import java.util.Arrays;

/**
 * Which site the untracked threads of a mixed class are of: an estimate from those that were
 * sampled and live, each of which stands for as many untracked ones of its site and age as its rate
 * of sampling says (the Horvitz-Thompson estimator, 1952, scaled to the known total). For the
 * sampling thread.
 */
final class MixedSites {

  private static final double NORMAL_95 = 1.96;

  /**
   * That no thread of a site was found in the sample leaves room for up to three of the weight of
   * one (the rule of three), which is a variance of so many squared weights.
   */
  private static final double UNSEEN_VARIANCE = (3 / NORMAL_95) * (3 / NORMAL_95);

  private final TaskTally tally;
  private double[][] othersByBand = {};
  private double[] variance = {};
  private double[] liveWeight = {};
  private int beforeMixed;
  private long heaviest;
  private int[][] estimated = {};
  private int[] margins = {};

  MixedSites(TaskTally tally) {
    this.tally = tally;
  }

  void clear() {
    for (double[] byBand : othersByBand) {
      Arrays.fill(byBand, 0);
    }
    Arrays.fill(variance, 0);
    Arrays.fill(liveWeight, 0);
    beforeMixed = 0;
    for (int[] byCell : estimated) {
      Arrays.fill(byCell, 0);
    }
    Arrays.fill(margins, 0);
    heaviest = 1;
  }

  /** Notes a live thread from before there was a second site. */
  void addBeforeMixed() {
    beforeMixed++;
  }

  /** Notes a live tracked thread, which stands for so many starts, itself included; 0 for none. */
  void addTracked(int site, int ageBand, long weight) {
    grow(site + 1);
    liveWeight[site] += weight;
    if (weight > 1) {
      othersByBand[site][ageBand] += weight - 1;
      variance[site] += (double) weight * (weight - 1);
      heaviest = Math.max(heaviest, weight);
    }
  }

  /** How far the live threads of a site may be off: half the width of a 95 % interval. */
  int margin(int site) {
    return site < margins.length ? margins[site] : 0;
  }

  /**
   * Shares out starts, live threads and ends among the sites.
   *
   * @param starts of the class since the last round
   * @return starts that must have been although they were not told of yet
   */
  long settle(TaskClass tasks, SiteCounters[] sites, long starts) {
    grow(sites.length);
    int untracked = tally.total(TaskTally.UNTRACKED);
    if (untracked > 0) {
      shareUntracked(tasks, sites.length);
    }
    long ahead = shareStarts(tasks, sites, starts);
    if (untracked > 0) {
      moveExcess(sites);
      setMargins(untracked, sites.length);
    }
    for (int site = 0; site < sites.length; site++) {
      ahead += sites[site].settle(0, live(site));
    }
    return ahead;
  }

  /**
   * Shares out the starts since the last round: first what the live threads ask for, since no site
   * can have more of them than were started and have not ended; then by what was sampled.
   */
  private long shareStarts(TaskClass tasks, SiteCounters[] sites, long starts) {
    long[] asked = new long[sites.length];
    long live = 0;
    long most = 0;
    long certain = 0;
    for (int site = 0; site < sites.length; site++) {
      asked[site] = Math.max(0, live(site) - sites[site].most());
      certain += Math.max(0, live(site) - guessed(site) - sites[site].most());
      live += live(site);
      most += sites[site].most();
    }
    long shared = Math.max(Math.max(starts, certain), Math.max(0, live - most));
    long[] parts = Shares.atLeast(shared, asked, lacking(tasks, sites, shared));
    for (int site = 0; site < sites.length; site++) {
      sites[site].start(parts[site]);
    }
    return shared - starts;
  }

  private int guessed(int site) {
    return Arrays.stream(estimated[site]).sum();
  }

  /**
   * What each site lacks of the starts that it is estimated to have made so far: its live threads,
   * and its part of those that have ended, as sampled. Of all so far, since a part that was too
   * large in one round cannot be taken back, only made up for.
   */
  private double[] lacking(TaskClass tasks, SiteCounters[] sites, long newStarts) {
    double[] ended = new double[sites.length];
    double sumEnded = 0;
    long allEnded = newStarts;
    for (int site = 0; site < sites.length; site++) {
      double alive = liveWeight[site] + (site == 0 ? beforeMixed : 0);
      ended[site] = Math.max(0, tasks.seenStarts(site) - alive);
      sumEnded += ended[site];
      allEnded += sites[site].started() - live(site);
    }
    double[] lacking = new double[sites.length];
    for (int site = 0; site < sites.length; site++) {
      double part = sumEnded > 0 ? allEnded * ended[site] / sumEnded : 0;
      lacking[site] = Math.max(0, live(site) + part - sites[site].started());
    }
    return lacking;
  }

  private void shareUntracked(TaskClass tasks, int sites) {
    double[] overall = new double[sites];
    for (int site = 0; site < sites; site++) {
      overall[site] = Arrays.stream(othersByBand[site]).sum();
    }
    if (Arrays.stream(overall).sum() <= 0) {
      Arrays.setAll(overall, tasks::seenStarts);
    }
    double[] owed = new double[sites];
    for (int cell = 0; cell < tally.cells(); cell++) {
      int threads = tally.in(TaskTally.UNTRACKED, cell);
      if (threads > 0) {
        int[] parts = Shares.carrying(threads, weights(tally.ageBand(cell), overall), owed);
        for (int site = 0; site < sites; site++) {
          tally.move(TaskTally.UNTRACKED, TaskTally.FIRST_SITE + site, cell, parts[site]);
          estimated[site][cell] = parts[site];
        }
      }
    }
  }

  private double[] weights(int ageBand, double[] overall) {
    double[] weights = new double[overall.length];
    double sum = 0;
    for (int site = 0; site < weights.length; site++) {
      weights[site] = othersByBand[site][ageBand];
      sum += weights[site];
    }
    return sum > 0 ? weights : overall;
  }

  /** No site can have more live threads than were started there and have not ended. */
  private void moveExcess(SiteCounters[] sites) {
    long[] room = new long[sites.length];
    for (int site = 0; site < sites.length; site++) {
      room[site] = sites[site].most() - live(site);
    }
    int to = 0;
    for (int from = 0; from < sites.length; from++) {
      while (room[from] < 0 && to < sites.length) {
        long moved = room[to] > 0 ? move(from, to, Math.min(-room[from], room[to])) : 0;
        room[from] += moved;
        room[to] -= moved;
        // Where nothing moved there is no room, or nothing left that was estimated.
        to += moved == 0 || room[to] == 0 ? 1 : 0;
      }
    }
  }

  private long move(int from, int to, long threads) {
    long left = threads;
    for (int cell = 0; cell < tally.cells() && left > 0; cell++) {
      int moved = (int) Math.min(left, estimated[from][cell]);
      tally.move(TaskTally.FIRST_SITE + from, TaskTally.FIRST_SITE + to, cell, moved);
      estimated[from][cell] -= moved;
      estimated[to][cell] += moved;
      left -= moved;
    }
    return threads - left;
  }

  private void setMargins(int untracked, int sites) {
    double unseen = UNSEEN_VARIANCE * (double) heaviest * (heaviest - 1);
    double all = 0;
    for (int site = 0; site < sites; site++) {
      all += variance[site] + unseen;
    }
    for (int site = 0; site < sites; site++) {
      int guessed = guessed(site);
      double share = (double) guessed / untracked;
      double own = variance[site] + unseen;
      double ofShare = (1 - share) * (1 - share) * own + share * share * (all - own);
      double half = Math.ceil(NORMAL_95 * Math.sqrt(ofShare));
      margins[site] = (int) Math.min(half, Math.max(guessed, untracked - guessed));
    }
  }

  private int live(int site) {
    return tally.total(TaskTally.FIRST_SITE + site);
  }

  private void grow(int sites) {
    int had = othersByBand.length;
    if (had < sites) {
      othersByBand = Arrays.copyOf(othersByBand, sites);
      estimated = Arrays.copyOf(estimated, sites);
      variance = Arrays.copyOf(variance, sites);
      liveWeight = Arrays.copyOf(liveWeight, sites);
      margins = Arrays.copyOf(margins, sites);
      for (int site = had; site < sites; site++) {
        othersByBand[site] = new double[tally.ageBands()];
        estimated[site] = new int[tally.cells()];
      }
    }
  }
}
