package io.threadleak.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A side-by-side measurement of several contestants in one JVM, on one thread.
 *
 * <p>What is measured is CPU time and allocated bytes of the calling thread, which neighbours on
 * the same machine disturb far less than wall time. The contestants take turns, round by round, and
 * ratios are taken within a round, so that whatever drifts (clock speed, neighbours, compilation)
 * drifts for all of them alike.
 */
final class Contest {

  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean(); // HotSpot's, which counts bytes too

  private final Settings settings;
  private final Safepoints safepoints;

  @SuppressWarnings("UnusedVariable") // a sink: what is stored in a field has to be computed
  private volatile Object last = "";

  Contest(Settings settings, Safepoints safepoints) {
    this.settings = settings;
    this.safepoints = safepoints;
  }

  /** Measures all contestants; the outcomes stand in the order given. */
  List<Outcome> run(List<Contestant> contestants) throws Exception {
    int[] calls = new int[contestants.size()];
    for (int i = 0; i < calls.length; i++) {
      calls[i] = warmUp(contestants.get(i).call());
    }
    List<Costs> costs = contestants.stream().map(contestant -> new Costs()).toList();
    for (int round = 0; round < settings.rounds(); round++) {
      for (int turn = 0; turn < calls.length; turn++) {
        int i = round % 2 == 0 ? turn : calls.length - 1 - turn;
        measure(contestants.get(i).call(), calls[i], costs.get(i));
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < calls.length; i++) {
      Contestant contestant = contestants.get(i);
      outcomes.add(costs.get(i).outcome(contestant.name(), countSafepoints(contestant.call())));
    }
    return outcomes;
  }

  /** Runs the call until it is compiled; returns how many calls fill a batch. */
  private int warmUp(Contestant.Call call) throws Exception {
    long begin = System.nanoTime();
    int calls = 0;
    while (System.nanoTime() - begin < settings.warmUp().toNanos()) {
      last = call.run();
      calls++;
    }
    long perCall = Math.max(1, settings.warmUp().toNanos() / Math.max(1, calls));
    return (int) Math.max(1, settings.batch().toNanos() / perCall);
  }

  private void measure(Contestant.Call call, int calls, Costs costs) throws Exception {
    long thread = Thread.currentThread().getId();
    long bytesBefore = THREADS.getThreadAllocatedBytes(thread);
    long cpuBefore = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < calls; i++) {
      last = call.run();
    }
    costs.cpuNanos.add((THREADS.getCurrentThreadCpuTime() - cpuBefore) / (double) calls);
    costs.bytes.add((THREADS.getThreadAllocatedBytes(thread) - bytesBefore) / (double) calls);
  }

  private double countSafepoints(Contestant.Call call) throws Exception {
    long before = safepoints.count();
    for (int i = 0; i < settings.safepointCalls(); i++) {
      last = call.run();
    }
    return (safepoints.count() - before) / (double) settings.safepointCalls();
  }

  /** What one contestant cost per call, one entry a round. */
  private static final class Costs {

    private final List<Double> cpuNanos = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();

    Outcome outcome(String name, double safepoints) {
      return new Outcome(name, cpuNanos, Spread.of(bytes).median(), safepoints);
    }
  }
}
