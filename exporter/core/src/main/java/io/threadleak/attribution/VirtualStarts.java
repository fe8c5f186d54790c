package io.threadleak.attribution;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Starts of virtual threads, told by the agent's hook. Thread-safe; never throws, blocks or starts
 * a thread.
 */
public final class VirtualStarts {

  private final LongAdder started = new LongAdder();
  private final LongAdder failed = new LongAdder();

  private final double cpuShare;

  /**
   * No starts yet.
   *
   * @param cpuShare of one core that stacks may cost, 0 to 1; 0 for no stacks at all
   * @throws IllegalArgumentException if it is out of that range
   */
  public VirtualStarts(double cpuShare) {
    if (!(cpuShare >= 0 && cpuShare <= 1)) {
      throw new IllegalArgumentException("cpuShare must be from 0 to 1, but is " + cpuShare);
    }
    this.cpuShare = cpuShare;
  }

  /** What stacks may cost, as a share of one core. */
  public double cpuShare() {
    return cpuShare;
  }

  /**
   * Called on the starting thread, before the JVM has taken the thread in.
   *
   * @param thread a virtual thread that was not started before
   * @param container the JDK's container that it is started in, null where unknown
   */
  public void started(Thread thread, @Nullable Object container) {
    started.increment();
  }

  /** Called on the starting thread when the JVM refused a start that {@link #started} was told. */
  public void startFailed(Thread thread) {
    failed.increment();
  }

  /** Starts that the JVM took, since this was made. */
  public long started() {
    return started.sum() - failed.sum();
  }
}
