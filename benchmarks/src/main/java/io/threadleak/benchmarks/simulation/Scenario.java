package io.threadleak.benchmarks.simulation;

import io.threadleak.model.ThreadKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One service in the making: its rounds, its work, its sites. What a family draws for it comes from
 * {@link #draws(String)}, a stream for each purpose.
 */
final class Scenario {

  private final String family;
  private final long seed;
  private final int run;
  private final Grid grid;
  private final List<SiteTrace> sites = new ArrayList<>();
  private double @Nullable [] work;

  /**
   * A service without sites.
   *
   * @param run which process of the service, from 0 on
   */
  Scenario(String family, long seed, int run, Grid grid) {
    this.family = family;
    this.seed = seed;
    this.run = run;
    this.grid = grid;
  }

  Scenario(String family, long seed, Grid grid) {
    this(family, seed, 0, grid);
  }

  Grid grid() {
    return grid;
  }

  /** What is fixed for the service, whatever the run. */
  Draws draws(String purpose) {
    return new Draws(family, seed, purpose);
  }

  /** What happens by chance in this run. */
  Draws chance(String purpose) {
    return new Draws(family, seed, purpose + " in run " + run);
  }

  /** The requests that are counted as work. */
  Scenario work(Load requests) {
    work = requests.work(chance("work"));
    return this;
  }

  Scenario platform(String site, Consumer<Lives> life) {
    return site(site, ThreadKind.PLATFORM, life);
  }

  Scenario virtual(String site, Consumer<Lives> life) {
    return site(site, ThreadKind.VIRTUAL, life);
  }

  private Scenario site(String site, ThreadKind kind, Consumer<Lives> life) {
    Lives lives = new Lives(grid);
    life.accept(lives);
    sites.add(lives.trace(site, kind));
    return this;
  }

  /** A pool whose bound the monitor sees. */
  Scenario bounded(String site, int bound, Consumer<Lives> life) {
    Lives lives = new Lives(grid);
    life.accept(lives);
    sites.add(lives.trace(site, ThreadKind.PLATFORM, bound));
    return this;
  }

  /** The recording; work is unknown where none was given. */
  Recording recorded() {
    double[] done = work;
    if (done == null) {
      done = new double[grid.rounds()];
      Arrays.fill(done, Double.NaN);
    }
    return Recording.of(family, seed, grid, done, sites);
  }
}
