package io.threadleak.sampling;

import io.threadleak.model.Ages;
import java.util.stream.DoubleStream;

/**
 * Ages of threads, cut at every age that a report or the analysis asks for; told by the id of a
 * thread alone. Used by one thread.
 */
final class AgeBands {

  private static final double NANOS = 1e9;

  private final double[] seconds;
  private final int[] secondsReached;
  private final int[] roundsReached;
  private final long[] belowIds;

  /** Bands for rounds every so many seconds. */
  AgeBands(double intervalSeconds) {
    double[] exposed = Ages.SECONDS.stream().mapToDouble(Integer::doubleValue).toArray();
    double[] judged = Ages.ROUNDS.stream().mapToDouble(age -> age * intervalSeconds).toArray();
    seconds =
        DoubleStream.concat(DoubleStream.of(exposed), DoubleStream.of(judged))
            .sorted()
            .distinct()
            .toArray();
    secondsReached = reached(exposed);
    roundsReached = reached(judged);
    belowIds = new long[seconds.length];
  }

  /** Begins a round. */
  void begin(ThreadIdClock clock, long nowNanos) {
    for (int i = 0; i < seconds.length; i++) {
      belowIds[i] = clock.idAt(nowNanos - (long) (seconds[i] * NANOS));
    }
  }

  /** How many bands there are; the first is that of the youngest. */
  int count() {
    return seconds.length + 1;
  }

  /** The band of a thread. */
  int of(long threadId) {
    int band = 0;
    while (band < belowIds.length && threadId < belowIds[band]) {
      band++;
    }
    return band;
  }

  /** How many of {@link Ages#SECONDS} the threads of a band have reached. */
  int secondsReached(int band) {
    return secondsReached[band];
  }

  /** How many of {@link Ages#ROUNDS} the threads of a band have reached. */
  int roundsReached(int band) {
    return roundsReached[band];
  }

  private int[] reached(double[] ages) {
    int[] reached = new int[seconds.length + 1];
    for (int band = 1; band <= seconds.length; band++) {
      double reachedSeconds = seconds[band - 1];
      reached[band] = (int) DoubleStream.of(ages).filter(age -> age <= reachedSeconds).count();
    }
    return reached;
  }
}
