package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.Attribution;
import io.threadleak.attribution.AttributionException;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.LeakReport;
import io.threadleak.sampling.Throughput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What rounds do when something under them fails or the clocks misbehave. */
final class RoundsTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final AtomicReference<Instant> wallClock = new AtomicReference<>(NOON);
  private final ReportListeners listeners = new ReportListeners();
  private Rounds rounds = rounds(new FakeAttribution(), System::nanoTime);

  @AfterEach
  void close() {
    rounds.close();
  }

  @Test
  void start_blindAttribution_goesOnByNameAndNotesTheCure() {
    rounds =
        rounds(
            new FakeAttribution() {
              @Override
              public void open(ThreadLedger ledger) throws AttributionException {
                throw new AttributionException("blind because of X; cure it with Y");
              }
            },
            System::nanoTime);
    LeakReport report = reportAfter(1);
    assertThat(report.self().notes()).contains("blind because of X; cure it with Y");
    assertThat(report.self().attributed()).containsOnlyKeys(AttributionSource.NAME);
  }

  @Test
  void start_attributionThatThrows_goesOnByName() {
    rounds =
        rounds(
            new FakeAttribution() {
              @Override
              public void open(ThreadLedger ledger) {
                throw new IllegalStateException("bug");
              }
            },
            System::nanoTime);
    assertThat(reportAfter(1).self().notes()).anyMatch(note -> note.contains("bug"));
  }

  @Test
  void run_attributionThrowsAnError_isNotedAndRoundsGoOn() {
    rounds =
        rounds(
            new FakeAttribution() {
              @Override
              public String trouble() {
                throw new StackOverflowError();
              }
            },
            System::nanoTime);
    assertThat(reportAfter(2).self().notes())
        .anyMatch(note -> note.contains("since it threw java.lang.StackOverflowError"));
  }

  @Test
  void run_wallClockJumpsByADay_agesAndRoundsGoOn() {
    reportAfter(1);
    wallClock.set(NOON.minus(Duration.ofDays(1)));
    LeakReport report = reportAfter(3);
    assertThat(report.time()).isEqualTo(NOON.minus(Duration.ofDays(1)));
    assertThat(report.self().sampleFailures()).isZero();
    assertThat(report.sites()).allMatch(row -> row.oldestSeconds() < 3_600);
  }

  @Test
  void run_listenerThrows_isCountedAndTheNextRoundComes() {
    listeners.add(
        report -> {
          throw new IllegalStateException("listener");
        });
    assertThat(reportAfter(3).self().sampleFailures()).isGreaterThan(0);
  }

  @Test
  void run_roundThrows_isCountedAndTheLastReportStays() {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    rounds =
        rounds(
            new FakeAttribution(),
            () -> {
              RuntimeException due = failure.get();
              if (due != null) {
                throw due;
              }
              return System.nanoTime();
            });
    long before = reportAfter(1).self().rounds();
    failure.set(new IllegalStateException("clock is broken"));
    LeakReport kept = rounds.latest();
    assertThat(kept.self().rounds()).isGreaterThanOrEqualTo(before);
    await()
        .during(Duration.ofMillis(1_500))
        .atMost(Duration.ofSeconds(60))
        .until(() -> rounds.latest().self().rounds() - kept.self().rounds() <= 1);
    failure.set(null);
    assertThat(reportAfter(kept.self().rounds() + 2).self().sampleFailures()).isGreaterThan(0);
  }

  @Test
  void latest_beforeStart_isAnEmptyReport() {
    assertThat(rounds.latest().self().rounds()).isZero();
    assertThat(rounds.latest().live()).isZero();
  }

  private LeakReport reportAfter(long count) {
    if (rounds.latest().self().rounds() == 0) {
      rounds.start();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> rounds.latest().self().rounds() >= count);
    return rounds.latest();
  }

  private Rounds rounds(Attribution attribution, LongSupplier nanoClock) {
    Settings settings =
        new Settings(Throughput.none(), Duration.ofSeconds(1), 1_000, 100, attribution);
    return new Rounds(settings, listeners, nanoClock, new FakeClock());
  }

  private static class FakeAttribution implements Attribution {

    @Override
    public AttributionSource source() {
      return AttributionSource.AGENT;
    }

    @Override
    public void open(ThreadLedger ledger) throws AttributionException {}

    @Override
    public Duration lag() {
      return Duration.ZERO;
    }

    @Override
    public void close() {}
  }

  private final class FakeClock extends Clock {

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return wallClock.get();
    }
  }
}
