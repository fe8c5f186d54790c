package io.threadleak.benchmarks.simulation;

import java.util.Arrays;

/**
 * A pool that starts a thread whenever none is idle, and ends those that were idle for too long:
 * {@code Executors.newCachedThreadPool()}, or a {@code ForkJoinPool} with compensation threads.
 *
 * <p>Looked at each second. The busy threads are those of a queue with unlimited servers: tasks
 * arrive at random and take an exponential time. Idle threads are taken last in, first out, as the
 * JDK's pools do, so that the number of threads is the highest demand within the keep-alive. Which
 * thread goes idle longest is a matter of which task ends last, hence a random one ends. Demand
 * that rises and falls again within one second is not seen.
 *
 * @param serviceSeconds mean time that a task takes, above 0
 * @param keepAliveSeconds idle time after which a thread ends; infinite where none ends
 * @param core threads that never end once started, 0 or more
 */
record CachedPool(double serviceSeconds, double keepAliveSeconds, int core) {

  /** What the JDK's cached pool waits. */
  static final double KEEP_ALIVE = 60;

  static CachedPool cached(double serviceSeconds) {
    return new CachedPool(serviceSeconds, KEEP_ALIVE, 0);
  }

  /** Runs the pool with so many threads busy on average. */
  void run(Lives lives, Draws draws, Load busy) {
    Run run = new Run(lives, draws);
    int step = lives.grid().intervalSeconds();
    double kept = Math.exp(-1 / serviceSeconds);
    int demand = draws.poisson(busy.at(0));
    run.look(0, demand);
    for (int second = 1; second <= lives.grid().lengthSeconds(); second++) {
      double mean = busy.at((second + step - 1) / step);
      demand = draws.thinned(demand, kept) + draws.poisson(mean * (1 - kept));
      run.look(second, demand);
    }
    run.finish();
  }

  /** The threads of one run. */
  private final class Run {
    private final Lives lives;
    private final Draws draws;
    private int size;
    private int[] born = new int[16];
    private int[] lastBusy = new int[16];

    Run(Lives lives, Draws draws) {
      this.lives = lives;
      this.draws = draws;
    }

    void look(int second, int demand) {
      while (size < demand) {
        if (size == born.length) {
          born = Arrays.copyOf(born, 2 * size);
          lastBusy = Arrays.copyOf(lastBusy, 2 * size);
        }
        born[size++] = second;
      }
      Arrays.fill(lastBusy, 0, demand, second);
      while (size > core && second - lastBusy[size - 1] > keepAliveSeconds) {
        int victim = draws.whole(0, size - 1);
        lives.addSpan(born[victim], second);
        born[victim] = born[--size];
      }
    }

    void finish() {
      for (int i = 0; i < size; i++) {
        lives.add(lives.grid().roundAt(born[i]), Lives.NEVER, 1);
      }
    }
  }
}
