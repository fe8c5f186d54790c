package io.threadleak.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How often a JVM has stopped all its threads, read from its own log of safepoints.
 *
 * <p>Pauses of the garbage collector and the JVM's periodic housekeeping are left out: they come
 * with the heap and the clock, not with a call. Allocation, which leads to collections, stands in a
 * column of its own.
 */
public final class Safepoints {

  private static final Pattern STOP =
      Pattern.compile("Safepoint \"(?<operation>\\w+)\".* Total: (?<nanos>\\d+) ns.*");
  private static final Pattern NOT_COUNTED =
      Pattern.compile("G1\\w*|\\w*(GC|Collect|Collection)\\w*|Cleanup|Halt|Exit|ICBufferFull");

  private final Path log;

  private Safepoints(Path log) {
    this.log = log;
  }

  /** The option that makes a JVM keep the log. */
  public static List<String> jvmOptions(Path log) {
    return List.of(
        "-Xlog:safepoint=info:file=%s::filecount=0".formatted(log), "-D%s=%s".formatted(KEY, log));
  }

  private static final String KEY = "io.threadleak.benchmarks.safepoints";

  /** The log of this JVM, which was started with {@link #jvmOptions}. */
  static Safepoints ofThisJvm() {
    String log = System.getProperty(KEY);
    if (log == null) {
      throw new IllegalStateException("this JVM was started without -D" + KEY);
    }
    return new Safepoints(Path.of(log));
  }

  /** The log of another JVM, which was started with {@link #jvmOptions}. */
  public static Safepoints in(Path log) {
    return new Safepoints(log);
  }

  /** Safepoints so far. */
  public long count() throws IOException {
    return stops().stream()
        .filter(stop -> !NOT_COUNTED.matcher(stop.operation()).matches())
        .count();
  }

  /** All so far, those of the garbage collector too, the oldest first. */
  public List<Stop> stops() throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(STOP::matcher)
          .filter(Matcher::find)
          .map(line -> new Stop(line.group("operation"), Long.parseLong(line.group("nanos"))))
          .toList();
    }
  }

  /**
   * All threads stopped once.
   *
   * @param operation what for, in HotSpot's words
   * @param nanos from the wish to stop them until they ran again
   */
  public record Stop(String operation, long nanos) {}
}
