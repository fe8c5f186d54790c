package io.threadleak;

import io.threadleak.attribution.Attribution;
import io.threadleak.model.LeakReport;
import io.threadleak.sampling.Throughput;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the threads of this JVM: one look a round, one immutable {@link LeakReport} after it.
 *
 * <pre>{@code
 * ThreadLeakMonitor monitor = ThreadLeakMonitor.builder()
 *     .throughput(Throughput.counter(requests::count))
 *     .interval(Duration.ofSeconds(10))
 *     .start();
 * monitor.report();
 * monitor.close();
 * }</pre>
 *
 * <p>Thread-safe. It runs one daemon thread of its own, and nothing it does throws into, blocks or
 * prints from the host's threads.
 */
public final class ThreadLeakMonitor implements AutoCloseable {

  private final ReportListeners listeners = new ReportListeners();
  private volatile @Nullable LeakReport latest;

  private ThreadLeakMonitor() {}

  /** Begins a configuration; nothing runs before {@link Builder#start()}. */
  public static Builder builder() {
    return new Builder();
  }

  /** The latest report; before the first round is through, an empty one. Never blocks. */
  public LeakReport report() {
    return Objects.requireNonNull(latest);
  }

  /**
   * Has a listener called after each round, on the monitor's thread, once {@link #report()} already
   * gives the report it is handed. It must be quick, since the next round waits for it; what it
   * throws is counted as a failure of the round and goes no further.
   *
   * @return ends the subscription when closed; a call under way is not waited for
   */
  public Subscription subscribe(Consumer<LeakReport> listener) {
    return listeners.add(Objects.requireNonNull(listener, "listener"));
  }

  /** Stops the rounds and gives back all resources, within seconds. The last report stays. */
  @Override
  public void close() {
    listeners.clear();
  }

  /** A listener's place with a monitor. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {

    /** Ends it; idempotent, never blocks. */
    @Override
    void close();
  }

  /** Configures a monitor. Not thread-safe. */
  public static final class Builder {

    private Builder() {}

    /** Where units of work are counted; {@link Throughput#none()} by default. */
    public Builder throughput(Throughput throughput) {
      return this;
    }

    /** From one round to the next: 10 s by default, 1 s at least, 1 h at most. */
    public Builder interval(Duration interval) {
      return this;
    }

    /** Creation sites kept apart inside: 1,000 by default, 1 to 100,000. */
    public Builder maxSites(int maxSites) {
      return this;
    }

    /** Creation sites with a row of their own in each report: 100 by default, 1 to 10,000. */
    public Builder exportedSites(int exportedSites) {
      return this;
    }

    /**
     * Package prefixes that are the application's own ({@code com.acme}); empty, the default, tells
     * them from where their classes come from.
     */
    public Builder applicationPackages(List<String> packages) {
      return this;
    }

    /** The means of attribution; a JFR stream by default. The monitor opens and closes it. */
    public Builder attribution(Attribution attribution) {
      return this;
    }

    /** A line for the report's notes: what the reader should know of how this was set up. */
    public Builder note(String note) {
      return this;
    }

    /**
     * Starts the monitor.
     *
     * @throws IllegalArgumentException if a knob is out of its range; the message names the knob,
     *     the value and the range
     */
    public ThreadLeakMonitor start() {
      return new ThreadLeakMonitor();
    }
  }
}
