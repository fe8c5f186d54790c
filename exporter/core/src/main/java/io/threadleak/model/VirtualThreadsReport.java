package io.threadleak.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What carries the virtual threads of this JVM, and what holds the carriers up.
 *
 * @param started virtual threads that JFR saw start since the monitor began; null where it was not
 *     asked to (the agent counts them by site, in the rows of the report)
 * @param ended virtual threads that JFR saw end since then, whenever they were started; null as
 *     {@code started}
 * @param scheduler the carriers of the JVM's scheduler; null where it cannot be seen
 * @param pinned virtual threads that wait while they hold on to their carrier, as of the round;
 *     null where that cannot be seen
 * @param pins waits of 20 ms and more on a carrier since the monitor listens for them, counted when
 *     they end, or while they last once rounds see that they do; null where nobody listens
 * @param pinnedSeconds how long those waits took together, those that last included; null as {@code
 *     pins}
 * @param pinnedFrames the same by the frame that pins: at most a given number of frames, longest
 *     first, and {@link #OTHER_FRAME} for the rest
 * @param refused starts and wake-ups that the scheduler refused; null as {@code pins}
 */
public record VirtualThreadsReport(
    @Nullable Long started,
    @Nullable Long ended,
    @Nullable SchedulerReport scheduler,
    @Nullable Integer pinned,
    @Nullable Long pins,
    @Nullable Double pinnedSeconds,
    List<PinnedFrame> pinnedFrames,
    @Nullable Long refused) {

  /** Stands for the frames that have no row of their own, and where none is known. */
  public static final String OTHER_FRAME = "other";

  /** Copies the list. */
  public VirtualThreadsReport {
    pinnedFrames = List.copyOf(pinnedFrames);
  }

  /**
   * The scheduler of virtual threads.
   *
   * @param parallelism virtual threads that it runs at a time
   * @param carriers carrier threads that there are
   * @param mounted virtual threads on a carrier, be they running or pinned
   * @param queued virtual threads that are ready and wait for a carrier
   */
  public record SchedulerReport(int parallelism, int carriers, int mounted, long queued) {}

  /**
   * A frame that pins virtual threads to their carriers.
   *
   * @param frame the application's frame nearest to the wait; at most {@value LabelText#MAX_LENGTH}
   *     characters
   * @param pinned virtual threads pinned there as of the round; of frames with a name those that
   *     have been so for more than a round
   * @param pins waits, as in the sum
   * @param seconds how long they took together
   */
  public record PinnedFrame(String frame, int pinned, long pins, double seconds) {}
}
