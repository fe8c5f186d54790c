package io.threadleak.shutdown;

import java.time.Duration;
import java.util.List;

/**
 * What held up the end of a JVM at one moment.
 *
 * @param cause why it ought to be gone
 * @param since how long that is so
 * @param hooks shutdown hooks that have not returned; empty but for {@link
 *     ShutdownCause#TOLD_TO_STOP}
 * @param threads other threads that are no daemons: they hold up the end by themselves, or, while
 *     hooks run, as far as a hook waits for them
 * @param leftOut threads that found no room in either list
 */
public record ShutdownReport(
    ShutdownCause cause, Duration since, List<Blocker> hooks, List<Blocker> threads, int leftOut) {

  /** Copies the lists. */
  public ShutdownReport {
    hooks = List.copyOf(hooks);
    threads = List.copyOf(threads);
  }

  /** In words, some lines long, without a newline at its end. */
  public String text() {
    return ShutdownText.of(this);
  }
}
