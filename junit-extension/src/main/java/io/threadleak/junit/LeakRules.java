package io.threadleak.junit;

import io.threadleak.attribution.ThreadGroups;
import io.threadleak.attribution.ThreadIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How long to wait before a thread is called leaked, and which threads may stay. Immutable: each
 * method gives new rules.
 *
 * <p>The threads of the JVM, of what runs the tests and those that libraries share may stay under
 * any rules.
 */
public final class LeakRules {

  /** How long threads are waited for unless said otherwise. */
  public static final Duration DEFAULT_LINGER = Duration.ofSeconds(1);

  private static final Duration MAX_LINGER = Duration.ofHours(1);
  private static final LeakRules DEFAULTS =
      new LeakRules(DEFAULT_LINGER, List.of(), List.of(), List.of(), Set.of(), false);

  private final Duration linger;
  private final List<String> sites;
  private final List<String> names;
  private final List<String> frames;
  private final Set<Long> baseline;
  private final boolean proves;

  private LeakRules(
      Duration linger,
      List<String> sites,
      List<String> names,
      List<String> frames,
      Set<Long> baseline,
      boolean proves) {
    this.linger = linger;
    this.sites = List.copyOf(sites);
    this.names = List.copyOf(names);
    this.frames = List.copyOf(frames);
    this.baseline = Set.copyOf(baseline);
    this.proves = proves;
  }

  /** A linger of 1 s, and nothing ignored but what may stay anyway. */
  public static LeakRules defaults() {
    return DEFAULTS;
  }

  /**
   * How long threads may take to end before they are called leaked: from 0 to 1 h. It is waited
   * only while there are any.
   *
   * @throws IllegalArgumentException if it is out of that range
   */
  public LeakRules linger(Duration time) {
    if (time.isNegative() || time.compareTo(MAX_LINGER) > 0) {
      throw new IllegalArgumentException("linger must be from 0 to 1 h, but is " + time);
    }
    return new LeakRules(time, sites, names, frames, baseline, proves);
  }

  /**
   * Threads may stay that are started there.
   *
   * @param places beginnings of what a message names as their creation site: {@code
   *     com.acme.Orders.place}, a class, a package
   */
  public LeakRules ignoreSite(String... places) {
    return new LeakRules(linger, more(sites, "site", places), names, frames, baseline, proves);
  }

  /**
   * Threads of that name may stay.
   *
   * @param patterns names, in which {@code *} stands for anything: {@code OkHttp *}
   */
  public LeakRules ignoreName(String... patterns) {
    return new LeakRules(linger, sites, more(names, "name", patterns), frames, baseline, proves);
  }

  /**
   * Threads may stay that have such a frame in the stack they stand in, or in that of who started
   * them.
   *
   * @param methods beginnings of {@code class.method}: {@code com.acme.Cache.refresh}
   */
  public LeakRules ignoreFrame(String... methods) {
    return new LeakRules(linger, sites, names, more(frames, "frame", methods), baseline, proves);
  }

  /** All platform threads that are live now may stay. */
  public LeakRules ignoreCurrent() {
    Set<Long> current = new HashSet<>(baseline);
    ThreadGroups.forEachThread(thread -> current.add(ThreadIds.of(thread)));
    return new LeakRules(linger, sites, names, frames, current, proves);
  }

  /**
   * The leaks in a file may stay, so that a suite that leaks already can be watched for new ones.
   *
   * @param file a creation site a line, as in {@link #ignoreSite}; {@code #} begins a comment
   * @throws UncheckedIOException if it cannot be read
   */
  public LeakRules baseline(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return ignoreSite(
          lines
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .toArray(String[]::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "threadleak.baseline: " + file + " cannot be read", unreadable);
    }
  }

  /**
   * Has a failure say of each thread whether nothing alive can wake it any more, only an interrupt
   * can, or it may still end: by a heap dump of this JVM, once for each failure. Off by default,
   * since it takes a second or more, memory and disk.
   */
  public LeakRules prove() {
    return new LeakRules(linger, sites, names, frames, baseline, true);
  }

  boolean proves() {
    return proves;
  }

  Duration linger() {
    return linger;
  }

  /** Whether a thread may stay. */
  boolean allow(StartedThread started) {
    Thread thread = started.thread();
    return KnownThreads.has(thread)
        || baseline.contains(ThreadIds.of(thread))
        || names.stream().anyMatch(pattern -> matches(thread.getName(), pattern))
        || isIgnoredSite(started)
        || hasIgnoredFrame(started);
  }

  private boolean isIgnoredSite(StartedThread started) {
    if (sites.isEmpty() || started.site() == null) {
      return false;
    }
    String label = started.label();
    return sites.stream().anyMatch(label::startsWith);
  }

  private boolean hasIgnoredFrame(StartedThread started) {
    return !frames.isEmpty()
        && Stream.concat(
                Arrays.stream(started.thread().getStackTrace()), started.startedBy().stream())
            .map(Frames::method)
            .anyMatch(method -> frames.stream().anyMatch(method::startsWith));
  }

  /** Whether a name is like a pattern, in which a star stands for anything. */
  private static boolean matches(String name, String pattern) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return name.equals(pattern);
    }
    String last = parts[parts.length - 1];
    if (!name.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = name.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return name.length() - last.length() >= at && name.endsWith(last);
  }

  private static List<String> more(List<String> before, String what, String... added) {
    List<String> all = new ArrayList<>(before);
    for (String one : added) {
      if (Objects.requireNonNull(one, what).isBlank()) {
        throw new IllegalArgumentException("an ignored " + what + " must not be blank");
      }
      all.add(one);
    }
    return all;
  }
}
