package io.threadleak.corpus;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Programs, run on a stage until all their threads stand where they should. */
final class Performance {

  private static final long PAUSE_MILLIS = 20;

  private final Stage stage;
  private final ToIntFunction<Program> copies;
  private final List<Program> programs;

  Performance(Stage stage, List<Program> programs, ToIntFunction<Program> copies) {
    this.stage = stage;
    this.programs = List.copyOf(programs);
    this.copies = copies;
  }

  /** Starts every copy of every program. */
  void start() throws Exception {
    for (Program program : programs) {
      for (int i = 0; i < copies.applyAsInt(program); i++) {
        program.run(stage);
      }
    }
  }

  /** How many threads should stand where. */
  Map<Place, Integer> declared() {
    Map<Place, Integer> declared = new TreeMap<>();
    for (Program program : programs) {
      for (Site site : program.sites()) {
        declared.put(new Place(program, site), site.threads() * copies.applyAsInt(program));
      }
    }
    return declared;
  }

  /**
   * Waits until two looks in a row show the declared threads.
   *
   * @param before what stood there before the start
   * @throws IllegalStateException if that is not so in time, or a thread failed; the message tells
   *     which sites differ
   */
  void awaitStanding(Map<Place, Integer> before, Duration timeout) throws InterruptedException {
    awaitStanding(declared(), before, timeout);
  }

  /** The same where it is not the declared threads alone that should stand. */
  void awaitStanding(Map<Place, Integer> declared, Map<Place, Integer> before, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    int agreed = 0;
    while (agreed < 2) {
      Map<Place, Integer> standing = difference(StandingThreads.look(), before);
      agreed = standing.equals(declared) ? agreed + 1 : 0;
      if (agreed == 0 && System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "threads that stand where they should not (+) or do not (-): "
                + difference(standing, declared));
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    Queue<Throwable> faults = Stage.takeFaults();
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.size() + " threads failed", faults.peek());
    }
  }

  private static Map<Place, Integer> difference(
      Map<Place, Integer> counts, Map<Place, Integer> others) {
    Map<Place, Integer> difference = new TreeMap<>(counts);
    others.forEach((place, count) -> difference.merge(place, -count, Integer::sum));
    return difference.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
