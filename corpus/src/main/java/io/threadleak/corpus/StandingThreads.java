package io.threadleak.corpus;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.corpus.program.Expectation;
import io.threadleak.sampling.JdkThreadContainers;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many threads of this JVM stand at which site of which program, as of one look. */
final class StandingThreads {

  private static final Set<Thread.State> UNTIMED =
      EnumSet.of(Thread.State.WAITING, Thread.State.BLOCKED);

  private final Map<Place, Integer> counts = new TreeMap<>();

  private StandingThreads() {}

  /**
   * Looks at every thread. Those of a program that leaks count only while they wait without a
   * timeout. No reference to any thread remains.
   *
   * @throws IllegalStateException if this JVM does not show its virtual threads
   */
  static Map<Place, Integer> look() {
    StandingThreads look = new StandingThreads();
    Thread.getAllStackTraces()
        .forEach((thread, stack) -> look.count(thread.getState(), List.of(stack)));
    if (VirtualThreadApi.exists()) {
      look.countVirtual();
    }
    return look.counts;
  }

  private void countVirtual() {
    JdkThreadContainers containers = new JdkThreadContainers();
    String blindSpot = containers.blindSpot();
    if (blindSpot != null) {
      throw new IllegalStateException(blindSpot);
    }
    containers.forEach(
        (thread, task) -> {
          count(thread.getState(), List.of(thread.getStackTrace()));
          return true;
        });
  }

  private void count(Thread.State state, List<StackTraceElement> stack) {
    Place place = Corpus.placeOf(stack);
    if (place != null
        && (UNTIMED.contains(state) || place.program().expectation() != Expectation.LEAK)) {
      counts.merge(place, 1, Integer::sum);
    }
  }
}
