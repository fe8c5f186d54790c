package io.threadleak.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.threadleak.ThreadLeakMonitor.Subscription;
import io.threadleak.exposition.Sample;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import io.threadleak.model.Verdict;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ThreadLeakMetricsTest {

  private final FakeRounds rounds = new FakeRounds(SampleReports.typical());
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ThreadLeakMetrics metrics = bind(Tags.empty(), registry);

  @Test
  void bindTo_report_registersAMeterForEachRow() {
    assertThat(registry.getMeters()).hasSameSizeAs(Sample.expected(SampleReports.typical()));
    assertThat(
            registry
                .get("threadleak.threads")
                .tags("site.id", "1a2b3c4d", "state", "waiting", "kind", "platform")
                .tag("site", "com.acme.OrderHandler.handle(OrderHandler.java:42)")
                .gauge()
                .value())
        .isEqualTo(18);
  }

  @Test
  void round_sameRows_keepTheirMetersWithNewValues() {
    List<Meter> before = registry.getMeters();
    assertThat(startedAtOrderHandler().count()).isEqualTo(137);

    rounds.publish(reportOf("1a2b3c4d", "com.acme.OrderHandler.handle(OrderHandler.java:42)", 50));

    assertThat(startedAtOrderHandler().count()).isEqualTo(150);
    assertThat(before).contains(startedAtOrderHandler());
  }

  @Test
  void round_siteThatVanished_takesItsMetersAlong() {
    rounds.publish(SampleReports.empty());

    assertThat(registry.getMeters()).hasSameSizeAs(Sample.expected(SampleReports.empty()));
    assertThat(registry.find("threadleak.started.threads").tag("site.id", "1a2b3c4d").meters())
        .isEmpty();
  }

  @Test
  void round_siteThatComesBack_countsOnFromWhereItStands() {
    rounds.publish(SampleReports.empty());
    rounds.publish(reportOf("1a2b3c4d", "com.acme.OrderHandler.handle(OrderHandler.java:42)", 60));

    assertThat(startedAtOrderHandler().count()).isEqualTo(160);
  }

  @Test
  void interval_registryInMilliseconds_isConverted() {
    MeterRegistry inMillis =
        new SimpleMeterRegistry() {
          @Override
          protected TimeUnit getBaseTimeUnit() {
            return TimeUnit.MILLISECONDS;
          }
        };
    metrics.bindTo(inMillis);

    assertThat(inMillis.get("threadleak.sample.interval").timeGauge().value()).isEqualTo(10_000);
  }

  @Test
  void close_meters_areRemovedAndRoundsNoLongerHeard() {
    metrics.close();
    metrics.close();
    rounds.publish(SampleReports.typical());

    assertThat(registry.getMeters()).isEmpty();
    assertThat(rounds.listeners).isEmpty();
  }

  @Test
  void bindTo_closedBinder_isRefused() {
    metrics.close();

    assertThatThrownBy(() -> metrics.bindTo(registry))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void round_closedRegistry_isLeftAlone() {
    registry.close();

    assertThatCode(() -> rounds.publish(SampleReports.empty())).doesNotThrowAnyException();
  }

  @Test
  void tags_ofTheBinder_areOnEveryMeterAndYieldToOurs() {
    MeterRegistry tagged = new SimpleMeterRegistry();
    bind(List.of(Tag.of("app", "shop"), Tag.of("site", "here")), tagged);

    assertThat(tagged.getMeters())
        .allMatch(meter -> "shop".equals(meter.getId().getTag("app")))
        .anyMatch(meter -> "other".equals(meter.getId().getTag("site")));
  }

  @Test
  void round_severalRegistries_allFollow() {
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    MeterRegistry child = new SimpleMeterRegistry();
    composite.add(child);
    metrics.bindTo(composite);

    rounds.publish(SampleReports.empty());

    assertThat(child.getMeters()).hasSameSizeAs(registry.getMeters());
  }

  @Test
  void bindTo_registryThatDeniesSomeMeters_hasTheOthers() {
    MeterRegistry picky = new SimpleMeterRegistry();
    picky.config().meterFilter(MeterFilter.denyNameStartsWith("threadleak.aged"));
    metrics.bindTo(picky);

    rounds.publish(SampleReports.empty());

    assertThat(picky.find("threadleak.aged.threads").meters()).isEmpty();
    assertThat(picky.find("threadleak.threads").meters()).hasSize(5);
  }

  @Test
  void refresh_reportsFromElsewhere_areShown() {
    MeterRegistry elsewhere = new SimpleMeterRegistry();
    try (ThreadLeakMetrics replay = new ThreadLeakMetrics(rounds::report, Tags.empty())) {
      replay.bindTo(elsewhere);
      rounds.latest = SampleReports.empty();

      replay.refresh();

      assertThat(elsewhere.getMeters()).hasSameSizeAs(Sample.expected(SampleReports.empty()));
    }
  }

  private FunctionCounter startedAtOrderHandler() {
    return registry.get("threadleak.started.threads").tag("site.id", "1a2b3c4d").functionCounter();
  }

  private ThreadLeakMetrics bind(Iterable<Tag> tags, MeterRegistry to) {
    ThreadLeakMetrics binder = new ThreadLeakMetrics(rounds::report, rounds::subscribe, tags);
    binder.bindTo(to);
    return binder;
  }

  private static LeakReport reportOf(String id, String label, int live) {
    return SampleReports.of(SampleReports.row(id, label, live, Verdict.LEAKING));
  }

  /** Rounds that a test makes by hand. */
  private static final class FakeRounds {

    private final List<Consumer<LeakReport>> listeners = new CopyOnWriteArrayList<>();
    private volatile LeakReport latest;

    FakeRounds(LeakReport first) {
      latest = first;
    }

    LeakReport report() {
      return latest;
    }

    Subscription subscribe(Consumer<LeakReport> listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }

    void publish(LeakReport report) {
      latest = report;
      listeners.forEach(listener -> listener.accept(report));
    }
  }
}
