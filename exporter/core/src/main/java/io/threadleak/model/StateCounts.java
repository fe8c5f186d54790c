package io.threadleak.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * How many live threads are in each {@link Thread.State}.
 *
 * @param created not yet scheduled for the first time ({@code NEW})
 * @param runnable running, ready, or in a native call such as a socket read
 * @param blocked waiting to enter a monitor
 * @param waiting waiting without a deadline
 * @param timedWaiting waiting with a deadline
 */
public record StateCounts(int created, int runnable, int blocked, int waiting, int timedWaiting) {

  /** The states a live thread can be in, in the order in which they are shown. */
  public static final List<Thread.State> LIVE_STATES =
      Stream.of(Thread.State.values()).filter(state -> state != Thread.State.TERMINATED).toList();

  /** No threads at all. */
  public static final StateCounts NONE = new StateCounts(0, 0, 0, 0, 0);

  /** Threads in the given state, 0 or more; 0 for {@code TERMINATED}. */
  public int in(Thread.State state) {
    return switch (state) {
      case NEW -> created;
      case RUNNABLE -> runnable;
      case BLOCKED -> blocked;
      case WAITING -> waiting;
      case TIMED_WAITING -> timedWaiting;
      case TERMINATED -> 0;
    };
  }

  /** Live threads in all states. */
  public int total() {
    return created + runnable + blocked + waiting + timedWaiting;
  }

  /** The sum, state by state. */
  public StateCounts plus(StateCounts other) {
    return new StateCounts(
        created + other.created,
        runnable + other.runnable,
        blocked + other.blocked,
        waiting + other.waiting,
        timedWaiting + other.timedWaiting);
  }

  /** The label value of a state in metrics and JSON, {@code timed_waiting} for instance. */
  public static String label(Thread.State state) {
    return switch (state) {
      case NEW -> "new";
      case RUNNABLE -> "runnable";
      case BLOCKED -> "blocked";
      case WAITING -> "waiting";
      case TIMED_WAITING -> "timed_waiting";
      case TERMINATED -> "terminated";
    };
  }
}
