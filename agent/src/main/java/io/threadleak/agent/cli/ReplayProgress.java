package io.threadleak.agent.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says how far a replay has come, in lines for a person who waits: none in the first two seconds,
 * then one every two. Used by one thread.
 */
final class ReplayProgress {

  private static final long STEP_NANOS = Duration.ofSeconds(2).toNanos();

  private final PrintWriter err;
  private final LongSupplier nanos;
  private final long begin;
  private long last;

  ReplayProgress(PrintWriter err, LongSupplier nanos) {
    this.err = err;
    this.nanos = nanos;
    this.begin = nanos.getAsLong();
    this.last = begin;
  }

  /**
   * So much is done.
   *
   * @param share 0 to 1
   * @param what is being done
   */
  void at(double share, String what) {
    long now = nanos.getAsLong();
    if (now - last >= STEP_NANOS) {
      last = now;
      err.printf(
          "threadleak: %d s, %d %% of %s%n",
          Duration.ofNanos(now - begin).toSeconds(), (int) (share * 100), ReportText.plain(what));
      err.flush();
    }
  }
}
