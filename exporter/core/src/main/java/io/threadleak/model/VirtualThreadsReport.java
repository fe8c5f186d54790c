package io.threadleak.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What carries the virtual threads of this JVM, and what holds the carriers up.
 *
 * @param scheduler the carriers of the JVM's scheduler; null where it cannot be seen
 * @param pinned virtual threads that wait while they hold on to their carrier, as of the round; -1
 *     where that cannot be seen
 * @param pins waits on a carrier that have ended since the monitor began, as JFR tells of them; -1
 *     where nobody listens
 * @param pinnedSeconds how long those waits took together
 * @param pinnedFrames the same by the frame that pinned, longest first, at most a given number
 * @param refused starts and wake-ups that the scheduler refused
 */
public record VirtualThreadsReport(
    @Nullable SchedulerReport scheduler,
    int pinned,
    long pins,
    double pinnedSeconds,
    List<PinnedFrame> pinnedFrames,
    long refused) {

  /** Copies the list. */
  public VirtualThreadsReport {
    pinnedFrames = List.copyOf(pinnedFrames);
  }

  /**
   * The scheduler of virtual threads.
   *
   * @param parallelism carriers that it runs at a time where none is held up
   * @param carriers carrier threads that there are
   * @param busy virtual threads mounted on a carrier
   * @param queued virtual threads that are ready and wait for a carrier
   */
  public record SchedulerReport(int parallelism, int carriers, int busy, long queued) {}

  /**
   * A frame that pins virtual threads to their carriers.
   *
   * @param frame the application's frame nearest to the wait
   * @param pins waits that have ended
   * @param seconds how long they took together
   */
  public record PinnedFrame(String frame, long pins, double seconds) {}
}
