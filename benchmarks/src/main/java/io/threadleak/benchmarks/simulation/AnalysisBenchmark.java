package io.threadleak.benchmarks.simulation;

import io.threadleak.AnalysisStand;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the analysis of one round costs, a day of rounds behind it. Not final, and with public
 * fields, as JMH asks for.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AnalysisBenchmark {

  /** Creation sites, of the mix that {@link SiteMix} makes. */
  @Param("200")
  public int sites;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double WORK_PER_ROUND = 1_000;

  private List<LoopedSite> looped = List.of();
  private AnalysisStand stand = new AnalysisStand(1, List.of());
  private double work;

  /** CPU time beside the wall time that JMH measures, which neighbours on a machine lengthen. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cpu {
    /** Of the measuring thread, in all rounds of an iteration. */
    public long nanoseconds;

    /** In an iteration. */
    public long rounds;
  }

  /** A day of rounds, so that histories are full. */
  @Setup(Level.Trial)
  public void fill() {
    Grid grid = Grid.ofHours(24, Grid.DEFAULT_SECONDS);
    looped = new ArrayList<>();
    SiteMix.of(sites, grid).forEach(trace -> looped.add(new LoopedSite(trace, 10)));
    stand = new AnalysisStand(grid.intervalSeconds(), looped);
    work = 0;
    for (int round = 0; round < grid.rounds(); round++) {
      next();
    }
  }

  /** One round. */
  @Benchmark
  public int round(Cpu cpu) {
    long begin = THREADS.getCurrentThreadCpuTime();
    int suspicious = next();
    cpu.nanoseconds += THREADS.getCurrentThreadCpuTime() - begin;
    cpu.rounds++;
    return suspicious;
  }

  private int next() {
    looped.forEach(LoopedSite::next);
    work += WORK_PER_ROUND;
    return stand.round(work);
  }
}
