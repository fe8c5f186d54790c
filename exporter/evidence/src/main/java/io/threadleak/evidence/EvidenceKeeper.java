package io.threadleak.evidence;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.attribution.OwnThreads;
import io.threadleak.exposition.ThreadProfiles;
import io.threadleak.model.EvidenceReport;
import io.threadleak.model.LeakReport;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps bundles of evidence in a directory, one for each time of trouble: {@code docs/evidence.md}.
 *
 * <pre>{@code
 * EvidenceKeeper keeper = EvidenceKeeper.builder(Path.of("/var/lib/shop/evidence"))
 *     .part("report", (scene, bundle) -> bundle.add("report.json", out -> ...))
 *     .start(monitor);
 * keeper.fire(Trigger.REQUEST, "somebody asked", Map.of());
 * keeper.close();
 * }</pre>
 *
 * <p>One daemon thread writes, made at the start: no thread is started for a bundle, and neither
 * the monitor's rounds nor who pulls a trigger waits for a disk. No failure to write gets further
 * than one warning of its kind. Thread-safe.
 */
public final class EvidenceKeeper implements AutoCloseable {

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Set<Trigger> triggers;
  private final EvidenceThread writing;
  private final ReportWatch watch;
  private final TerminationHook termination;
  private ThreadLeakMonitor.@Nullable Subscription subscription;

  private EvidenceKeeper(Builder builder, Supplier<LeakReport> reports, ThreadProfiles profiles) {
    triggers = Set.copyOf(builder.triggers);
    EvidenceDirectory directory =
        new EvidenceDirectory(builder.directory, ProcessHandle.current().pid());
    Clock clock = Clock.systemUTC();
    BundleWriter writer = new BundleWriter(directory, builder.limits, builder.parts, clock);
    writing =
        new EvidenceThread(
            writer,
            new EvidenceWarnings(directory.path(), builder.warnings),
            new Cooldowns(builder.limits.cooldown()),
            firing -> new Scene(firing, reports.get(), profiles),
            clock);
    watch = new ReportWatch(builder.limits.limitShare(), this::fire);
    termination = new TerminationHook(this, builder.exitGrace);
  }

  /**
   * Begins a configuration; no file is touched before the first round of the monitor.
   *
   * @param directory made where it is not there, for its owner alone; several processes may share
   *     it
   */
  public static Builder builder(Path directory) {
    return new Builder(directory);
  }

  /**
   * Has a bundle written soon. Never blocks or throws.
   *
   * @param reason one sentence
   * @param values what led to it, numbers and texts
   * @return whether there will be one; false if the trigger is off, or the last bundle too fresh
   */
  public boolean fire(Trigger trigger, String reason, Map<String, ?> values) {
    return triggers.contains(trigger) && writing.offer(trigger, reason, values) != null;
  }

  /**
   * The same, and waits until it is written. When two thirds of the time are over, what is under
   * way is cut short, so that what there is gets its name.
   *
   * @return whether one was written, or its writing failed, within that time
   */
  public boolean fireAndAwait(
      Trigger trigger, String reason, Map<String, ?> values, Duration atMost)
      throws InterruptedException {
    Firing firing = triggers.contains(trigger) ? writing.offer(trigger, reason, values) : null;
    return firing != null && writing.await(firing, atMost);
  }

  /**
   * Tells that the JVM could not make a thread. Neither allocates nor blocks nor throws: all else
   * is done by the thread that writes.
   */
  public void exhausted() {
    if (triggers.contains(Trigger.EXHAUSTED)) {
      writing.exhausted();
    }
  }

  /** What became of the evidence so far. */
  public EvidenceReport counts() {
    return writing.counts();
  }

  /** Waits for a bundle that is under way or is to be written, if there is one. */
  void awaitQuiet(Duration atMost) throws InterruptedException {
    writing.awaitQuiet(atMost);
  }

  /**
   * Ends it, once a bundle under way is written, or after 2 s. Where the JVM ends it waits first,
   * for at most 6 s, for the bundle that a SIGTERM is worth.
   */
  @Override
  public void close() {
    termination.remove();
    synchronized (this) {
      if (subscription != null) {
        subscription.close();
      }
    }
    writing.close(CLOSING);
  }

  private void see(LeakReport report) {
    writing.rehearse();
    watch.see(report, System.nanoTime());
  }

  private synchronized void subscribeTo(ThreadLeakMonitor monitor) {
    subscription = monitor.subscribe(this::see);
  }

  /** Configures a keeper. Not thread-safe. */
  public static final class Builder {

    private final Path directory;
    private final Map<String, EvidencePart> parts = new LinkedHashMap<>();
    private final Set<Trigger> triggers = EnumSet.complementOf(EnumSet.of(Trigger.UNCAUGHT));
    private EvidenceLimits limits = EvidenceLimits.DEFAULT;
    private Duration exitGrace = Duration.ofSeconds(3);
    private Consumer<String> warnings =
        sentence -> System.getLogger("threadleak").log(Level.WARNING, sentence);

    private Builder(Path directory) {
      this.directory = Objects.requireNonNull(directory, "directory");
    }

    /** Adds a part to every bundle, under a name for the manifest. Written in this order. */
    public Builder part(String name, EvidencePart part) {
      parts.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(part, "part"));
      return this;
    }

    /** What is followed: all but {@link Trigger#UNCAUGHT} by default. */
    public Builder triggers(Set<Trigger> triggers) {
      this.triggers.clear();
      this.triggers.addAll(triggers);
      return this;
    }

    /**
     * Bundles in the directory: 20 by default, 1 to 1,000. The oldest are deleted first.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder maxBundles(int bundles) {
      limits = limits.withBundles(bundles);
      return this;
    }

    /**
     * All bundles in the directory together: 256 MiB by default, 1 MiB to 1 TiB. One takes at most
     * a quarter of it.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder maxTotalBytes(long bytes) {
      limits = limits.withTotalBytes(bytes);
      return this;
    }

    /**
     * Between two bundles of the same trigger: 10 min by default, 0 to 30 days.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder cooldown(Duration time) {
      limits = limits.withCooldown(time);
      return this;
    }

    /**
     * The share of their limit at which live threads are worth a bundle: 0.8 by default.
     *
     * @throws IllegalArgumentException if it is not above 0 and at most 1
     */
    public Builder limitShare(double share) {
      limits = limits.withLimitShare(share);
      return this;
    }

    /** Takes what goes wrong and where bundles lie; the logger {@code threadleak} by default. */
    public Builder warnings(Consumer<String> told) {
      this.warnings = Objects.requireNonNull(told, "told");
      return this;
    }

    /** Starts it. */
    public EvidenceKeeper start(ThreadLeakMonitor monitor) {
      EvidenceKeeper keeper = new EvidenceKeeper(this, monitor::report, monitor::profile);
      keeper.writing.start(OwnThreads.factory("evidence"));
      monitor.tellEvidence(keeper::counts);
      keeper.subscribeTo(monitor);
      keeper.termination.install();
      return keeper;
    }
  }
}
