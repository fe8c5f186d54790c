package io.threadleak.benchmarks.simulation;

import io.threadleak.model.Ages;
import io.threadleak.sampling.SiteCounts;

/**
 * A simulated site that never comes to its end: after its last round follow those of its second
 * half again, with counters that go on. Used by one thread.
 */
final class LoopedSite implements SiteCounts {

  private final SiteTrace trace;
  private final int[] ages;
  private int round = -1;
  private long lapsStarted;

  LoopedSite(SiteTrace trace, int intervalSeconds) {
    this.trace = trace;
    this.ages = Ages.ROUNDS.stream().mapToInt(rounds -> rounds * intervalSeconds).toArray();
  }

  /** Goes on to the next round. */
  void next() {
    int before = round++;
    if (round == trace.rounds()) {
      round = trace.rounds() / 2;
      int risen = Math.max(0, trace.live[round] - trace.live[before]);
      lapsStarted += trace.started[before] - trace.started[round] + risen;
    }
  }

  @Override
  public int live() {
    return trace.live[round];
  }

  @Override
  public long started() {
    return lapsStarted + trace.started[round];
  }

  @Override
  public long ended() {
    return started() - live();
  }

  @Override
  public int aged(int level) {
    return trace.aged(round, ages[level]);
  }

  @Override
  public int bound() {
    return trace.bound;
  }
}
