package io.threadleak;

import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.HookAttribution;
import io.threadleak.attribution.NameAttribution;
import io.threadleak.attribution.SiteTable;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.LeakReport;
import io.threadleak.sampling.Sampler;
import io.threadleak.sampling.Throughput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A monitor's rounds on a clock of their own: each comes when it is called for, and finds all
 * clocks an interval on. It stands in the core's package because a round is nobody else's business.
 * Used by one thread, but for the hook and {@link #ended}.
 */
public final class DayStand {

  private static final Duration INTERVAL = Settings.DEFAULT_INTERVAL;
  private static final int WORK_PER_ROUND = 1_000;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final HookAttribution hook = new HookAttribution(ApplicationCode.ofThisJvm(List.of()));
  private final Clock clock = new RoundClock();
  private final Round round;
  private final AtomicLong rounds = new AtomicLong();

  /** A stand that keeps so many sites apart. */
  public DayStand(int maxSites) {
    ThreadLedger ledger = new ThreadLedger(new SiteTable(maxSites), this::nanos);
    NameAttribution names = new NameAttribution();
    hook.open(ledger);
    names.open(ledger);
    Settings settings =
        new Settings(
            Throughput.counter(() -> rounds.get() * WORK_PER_ROUND),
            INTERVAL,
            maxSites,
            Settings.DEFAULT_EXPORTED_SITES,
            hook);
    Sampler sampler = new Sampler(ledger, names, Duration.ZERO, INTERVAL, null, Long.MAX_VALUE);
    round = new Round(settings, ledger, sampler, clock, new Pasts(INTERVAL, ledger.sites()));
  }

  /** The agent's hook, which notes a thread's start at the site of the code that calls it. */
  public Consumer<Thread> hook() {
    return hook::started;
  }

  /** As the agent's hook, on the thread that ends. */
  public void ended(Thread thread) {
    hook.ended(thread);
  }

  /** The clock that rounds go by. */
  public Clock clock() {
    return clock;
  }

  /** Time since the beginning. */
  public Duration elapsed() {
    return INTERVAL.multipliedBy(rounds.get());
  }

  /** One whole round, to the report. */
  public LeakReport round() {
    rounds.incrementAndGet();
    return round.run(hook, List.of(), 0);
  }

  private long nanos() {
    return elapsed().toNanos();
  }

  private final class RoundClock extends Clock {

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
      return BEGIN.plus(elapsed());
    }
  }
}
