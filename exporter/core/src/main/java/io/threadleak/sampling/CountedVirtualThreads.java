package io.threadleak.sampling;

import io.threadleak.attribution.CountedThreads;
import org.jspecify.annotations.Nullable;

/** The live virtual threads of own factories, as a monitor without the agent sees them. */
public final class CountedVirtualThreads implements LiveVirtualThreads {

  private final CountedThreads counted;

  /** Those of the given factories. */
  public CountedVirtualThreads(CountedThreads counted) {
    this.counted = counted;
  }

  @Override
  public void forEach(Visitor visitor) {
    counted.forEach(visitor::visit);
  }

  @Override
  public @Nullable String blindSpot() {
    long failed = counted.failures();
    return ("Virtual threads are counted where a counted factory made them (factories: %d%s); all"
            + " others are not: give their executors a counted factory, or use the agent"
            + " (-javaagent:threadleak.jar).")
        .formatted(
            counted.factories(),
            failed == 0 ? "" : "; threads lost to an error inside threadleak: " + failed);
  }
}
