package io.threadleak.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.threadleak.ThreadLeakMonitor;
import io.threadleak.ThreadLeakMonitor.Subscription;
import io.threadleak.model.LeakReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A binder whose meters follow the reports of a monitor, one meter for each row.
 *
 * <pre>{@code
 * new ThreadLeakMetrics(monitor).bindTo(meterRegistry);
 * }</pre>
 *
 * <p>After each round, on the monitor's thread, meters get their new values, those of new rows are
 * registered and those of vanished rows removed; reading a meter reads one number and walks no
 * threads. Micrometer reads meter by meter, so one that publishes at that very moment may see some
 * rows of the round before.
 *
 * <p>In a {@code PrometheusMeterRegistry} the meters have exactly the names of {@code
 * docs/metrics.md}; elsewhere those of Micrometer's idiom: {@code threadleak.threads}, {@code
 * threadleak.oldest.thread}, with the tags {@code site.id} and {@code site}. Common tags and
 * filters of a registry count for meters that are registered later, so set them first.
 *
 * <p>Thread-safe. It owns no thread; {@link #close()} removes the meters.
 */
public final class ThreadLeakMetrics implements MeterBinder, AutoCloseable {

  private final Supplier<LeakReport> reports;
  private final Function<Consumer<LeakReport>, Subscription> rounds;
  private final Tags tags;
  private final List<Binding> bindings = new ArrayList<>(); // guarded by itself
  private boolean closed; // guarded by bindings

  /** A binder of this monitor's reports. */
  public ThreadLeakMetrics(ThreadLeakMonitor monitor) {
    this(monitor, Tags.empty());
  }

  /**
   * A binder of this monitor's reports.
   *
   * @param tags for every meter; a tag of ours wins over one of the same key
   */
  public ThreadLeakMetrics(ThreadLeakMonitor monitor, Iterable<Tag> tags) {
    this(Objects.requireNonNull(monitor, "monitor")::report, monitor::subscribe, tags);
  }

  /**
   * A binder of reports from elsewhere, a recording for instance, which whoever makes them has
   * shown by {@link #refresh()}; the supplier must be thread-safe.
   */
  public ThreadLeakMetrics(Supplier<LeakReport> reports, Iterable<Tag> tags) {
    this(reports, unused -> () -> {}, tags);
  }

  ThreadLeakMetrics(
      Supplier<LeakReport> reports,
      Function<Consumer<LeakReport>, Subscription> rounds,
      Iterable<Tag> tags) {
    this.reports = Objects.requireNonNull(reports, "reports");
    this.rounds = rounds;
    this.tags = Tags.of(Objects.requireNonNull(tags, "tags"));
  }

  /**
   * Registers the meters of the latest report and keeps them in step from now on; several
   * registries may be bound.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    BoundRegistry bound =
        new BoundRegistry(Objects.requireNonNull(registry, "registry"), tags, reports);
    synchronized (bindings) {
      if (closed) {
        throw new IllegalStateException("closed: bind a new ThreadLeakMetrics instead");
      }
      bindings.add(new Binding(bound, rounds.apply(report -> bound.refresh())));
    }
    bound.refresh();
  }

  /** Makes all meters those of the latest report; a monitor's rounds see to it by themselves. */
  public void refresh() {
    bindings().forEach(binding -> binding.registry().refresh());
  }

  /** Removes the meters from all registries and lets go of the monitor; idempotent. */
  @Override
  public void close() {
    synchronized (bindings) {
      closed = true;
    }
    for (Binding binding : bindings()) {
      binding.subscription().close();
      binding.registry().close();
    }
  }

  private List<Binding> bindings() {
    synchronized (bindings) {
      return List.copyOf(bindings);
    }
  }

  private record Binding(BoundRegistry registry, Subscription subscription) {}
}
