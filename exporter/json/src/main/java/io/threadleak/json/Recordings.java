package io.threadleak.json;

import io.threadleak.model.RecordedRound;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of one or more recordings of one process, in the order in which they are to be judged:
 *
 * <pre>{@code
 * {"format":"threadleak-recording","version":1,"intervalSeconds":10.0}
 * {"t":1760000000.0,"throughput":459,"sites":{"NAME":{"kind":"platform","live":52,"started":112,
 *   "terminated":60,"olderThan":{"60":40,"300":12}}}}
 * }</pre>
 *
 * <p>Files may be compressed by gzip and are read one after the other, by the time of their first
 * round; a round is in memory only while it is asked for. What was torn or misplaced is left out or
 * put right with a warning; anything else that is no recording is an error which names file and
 * line. Not thread-safe.
 */
public final class Recordings implements Closeable {

  private final RecordingLimits limits;
  private final Predicate<String> wanted;
  private final RecordingWarnings warnings = new RecordingWarnings();
  private final RoundOrder order = new RoundOrder(warnings);
  private final Deque<Path> files;
  private final Set<String> sites = new HashSet<>();
  private RecordingReader reader;
  private boolean ended;

  private Recordings(List<Path> sorted, RecordingLimits limits, Predicate<String> wanted)
      throws IOException {
    this.limits = limits;
    this.wanted = wanted;
    this.files = new ArrayDeque<>(sorted);
    this.reader = open(files.remove(), limits, wanted, warnings);
  }

  /** Opens recordings, of which all sites are read. */
  public static Recordings open(List<Path> files, RecordingLimits limits) throws IOException {
    return open(files, limits, site -> true);
  }

  /**
   * Opens recordings.
   *
   * @param files one or more; the rotated files of one process, in any order
   * @param wanted the sites to be read, by their names
   * @throws RecordingFormatException if one is no recording, is given twice, or has an interval of
   *     its own
   * @throws IOException if one cannot be read
   */
  public static Recordings open(List<Path> files, RecordingLimits limits, Predicate<String> wanted)
      throws IOException {
    return new Recordings(files.size() == 1 ? files : sorted(files, limits), limits, wanted);
  }

  private static RecordingReader open(
      Path file, RecordingLimits limits, Predicate<String> wanted, Consumer<String> warnings)
      throws IOException {
    return RecordingReader.of(
        file.toString(), Files.newInputStream(file), limits, wanted, warnings);
  }

  /** From one round to the next. */
  public Duration interval() {
    return reader.interval();
  }

  /**
   * The next round; null at the end.
   *
   * @throws RecordingFormatException if what follows is no round, or one site too many
   * @throws IOException if a file cannot be read
   */
  public @Nullable RecordedRound next() throws IOException {
    RecordedRound round = order.poll();
    while (round == null && !ended) {
      readOne();
      round = order.poll();
    }
    return round;
  }

  /** What was left out or put right so far, one line each: the first ten, and how many more. */
  public List<String> warnings() {
    return warnings.lines();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private void readOne() throws IOException {
    RecordedRound round = reader.next();
    if (round != null) {
      count(round);
      order.add(round, reader.place());
    } else if (files.isEmpty()) {
      ended = true;
      order.end();
    } else {
      reader.close();
      reader = open(files.remove(), limits, wanted, warnings);
    }
  }

  private void count(RecordedRound round) throws RecordingFormatException {
    sites.addAll(round.sites().keySet());
    if (sites.size() > limits.sites()) {
      throw RecordingLimits.tooManySites(limits.sites()).at(reader.place());
    }
  }

  /** A file by the time at which it begins; without rounds, it comes last. */
  private record Begun(Path file, Duration interval, double epochSeconds) {

    static Begun of(Path file, RecordingLimits limits) throws IOException {
      try (RecordingReader reader = open(file, limits, site -> true, warning -> {})) {
        RecordedRound first = reader.next();
        double begin = first == null ? Double.POSITIVE_INFINITY : first.epochSeconds();
        return new Begun(file, reader.interval(), begin);
      }
    }
  }

  private static List<Path> sorted(List<Path> files, RecordingLimits limits) throws IOException {
    List<Begun> begun = new ArrayList<>();
    Set<Path> real = new HashSet<>();
    for (Path file : files) {
      if (!real.add(file.toRealPath())) {
        throw new RecordingFormatException(file + ": given twice");
      }
      begun.add(Begun.of(file, limits));
    }
    Begun first = begun.get(0);
    for (Begun other : begun) {
      if (!other.interval().equals(first.interval())) {
        throw new RecordingFormatException(
            "%s has rounds every %s s and %s every %s s: replay them one by one"
                .formatted(
                    first.file(),
                    first.interval().toNanos() / 1e9,
                    other.file(),
                    other.interval().toNanos() / 1e9));
      }
    }
    begun.sort(Comparator.comparingDouble(Begun::epochSeconds));
    return begun.stream().map(Begun::file).toList();
  }
}
