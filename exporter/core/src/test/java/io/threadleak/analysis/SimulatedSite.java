package io.threadleak.analysis;

import io.threadleak.model.Ages;
import io.threadleak.model.SiteHistory;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * A site whose threads start and end as a test says, looked at once a round. Times are in rounds;
 * the work done in each round is 100 units until told otherwise. Random lives come from the seed.
 */
final class SimulatedSite {

  /** The life of a thread that never ends. */
  static final double FOREVER = 1e9;

  private static final int LEVELS = Ages.ROUNDS.size();

  private final Random random;
  private final double intervalSeconds;
  private final int[] live;
  private final long[] started;
  private final long[] ended;
  private final int[][] aged;
  private final double[] work;
  private final double[] seconds;
  private IntUnaryOperator bound = live -> SiteHistory.UNBOUNDED;

  SimulatedSite(int rounds, double intervalSeconds, long seed) {
    this.random = new Random(seed);
    this.intervalSeconds = intervalSeconds;
    live = new int[rounds + 1];
    started = new long[rounds + 1];
    ended = new long[rounds + 1];
    aged = new int[LEVELS][rounds + 1];
    work = new double[rounds + 1];
    seconds = new double[rounds + 1];
    for (int round = 0; round <= rounds; round++) {
      seconds[round] = round * intervalSeconds;
    }
    workRate(at -> 100);
  }

  SimulatedSite(int rounds) {
    this(rounds, 10, 1);
  }

  int rounds() {
    return live.length - 1;
  }

  Random random() {
    return random;
  }

  SimulatedSite thread(double start, double life) {
    int first = (int) Math.ceil(start);
    int end = (int) Math.ceil(Math.min(start + life, live.length));
    count(started, first, live.length);
    count(ended, end, live.length);
    for (int round = first; round < Math.min(end, live.length); round++) {
      live[round]++;
      for (int level = 0; level < LEVELS && round - start >= Ages.ROUNDS.get(level); level++) {
        aged[level][round]++;
      }
    }
    return this;
  }

  private static void count(long[] counter, int from, int to) {
    for (int round = from; round < to; round++) {
      counter[round]++;
    }
  }

  /** Threads at exactly even distances. */
  SimulatedSite steadily(double from, double to, double perRound, double life) {
    for (double start = from; start < to; start += 1 / perRound) {
      thread(start, life);
    }
    return this;
  }

  /** A Poisson stream of threads, at a rate that may change, each with a life of its own. */
  SimulatedSite randomly(
      double from, double to, DoubleUnaryOperator perRound, DoubleUnaryOperator lifeOfStart) {
    double fastest = 1e-9;
    for (double at = from; at < to; at++) {
      fastest = Math.max(fastest, perRound.applyAsDouble(at));
    }
    for (double at = from; at < to; at += exponential(1 / fastest)) {
      if (random.nextDouble() * fastest < perRound.applyAsDouble(at)) {
        thread(at, lifeOfStart.applyAsDouble(at));
      }
    }
    return this;
  }

  double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  /** Units of work a round; NaN where unknown. */
  SimulatedSite workRate(DoubleUnaryOperator perRound) {
    work[0] = perRound.applyAsDouble(0);
    for (int round = 1; round < work.length; round++) {
      work[round] = work[round - 1] + perRound.applyAsDouble(round);
    }
    return this;
  }

  /** All its threads belong to pools that may hold so many. */
  SimulatedSite bounded(int most) {
    bound = live -> most;
    return this;
  }

  /** Each thread belongs to a pool of its own that may hold no other. */
  SimulatedSite boundedByOneEach() {
    bound = live -> live;
    return this;
  }

  /** The process is restarted: what went before is gone, and the counters begin again. */
  SimulatedSite restartAt(int round) {
    for (int i = round; i < live.length; i++) {
      started[i] -= started[round - 1];
      ended[i] -= ended[round - 1];
      live[i] = (int) (started[i] - ended[i]);
    }
    return this;
  }

  /** From that round on the clock is so many seconds ahead, or behind where negative. */
  SimulatedSite clockJumpAt(int round, double jumpSeconds) {
    for (int i = round; i < seconds.length; i++) {
      seconds[i] += jumpSeconds;
    }
    return this;
  }

  /** All rounds. */
  SiteHistory history() {
    return history(rounds());
  }

  /** All rounds up to one. */
  SiteHistory history(int lastRound) {
    return history(0, lastRound, 1);
  }

  /** Every so-manieth round of a part. */
  SiteHistory history(int firstRound, int lastRound, int stride) {
    return new View(firstRound, (lastRound - firstRound) / stride + 1, stride);
  }

  private final class View implements SiteHistory {
    private final int first;
    private final int size;
    private final int stride;

    View(int first, int size, int stride) {
      this.first = first;
      this.size = size;
      this.stride = stride;
    }

    private int round(int index) {
      return first + index * stride;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public double seconds(int index) {
      return seconds[round(index)];
    }

    @Override
    public double intervalSeconds() {
      return intervalSeconds;
    }

    @Override
    public int live(int index) {
      return live[round(index)];
    }

    @Override
    public long started(int index) {
      return started[round(index)];
    }

    @Override
    public long ended(int index) {
      return ended[round(index)];
    }

    @Override
    public int levels() {
      return LEVELS;
    }

    @Override
    public double ageRounds(int level) {
      return Ages.ROUNDS.get(level);
    }

    @Override
    public int bound(int index) {
      return bound.applyAsInt(live[round(index)]);
    }

    @Override
    public int aged(int index, int level) {
      return aged[level][round(index)];
    }

    @Override
    public double work(int index) {
      return work[round(index)];
    }
  }
}
