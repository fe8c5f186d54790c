package io.threadleak;

import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.HookAttribution;
import io.threadleak.attribution.NameAttribution;
import io.threadleak.attribution.SiteTable;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.LeakReport;
import io.threadleak.sampling.Sampler;
import io.threadleak.sampling.Snapshot;
import io.threadleak.sampling.Throughput;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A monitor's rounds without its thread and its clock: each comes when it is called for, and finds
 * the time one interval on. It stands in the core's package because a round is nobody else's
 * business. Used by one thread.
 */
public final class RoundStand {

  private static final Duration INTERVAL = Settings.DEFAULT_INTERVAL;
  private static final int WORK_PER_ROUND = 1_000;

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong work = new AtomicLong();
  private final ThreadLedger ledger =
      new ThreadLedger(new SiteTable(Settings.DEFAULT_MAX_SITES), nanos::get);
  private final HookAttribution hook = new HookAttribution(ApplicationCode.ofThisJvm(List.of()));
  private final NameAttribution names = new NameAttribution();
  private final Sampler sampler = newSampler();
  private final Round round;

  /** A stand whose reports have rows of their own for so many sites. */
  public RoundStand(int exportedSites) {
    Settings settings =
        new Settings(
            Throughput.counter(work::get),
            INTERVAL,
            Settings.DEFAULT_MAX_SITES,
            exportedSites,
            hook);
    hook.open(ledger);
    names.open(ledger);
    Pasts pasts = new Pasts(INTERVAL, ledger.sites());
    round = new Round(settings, ledger, newSampler(), Clock.systemUTC(), pasts);
  }

  /** The agent's hook, which notes a thread's start at the site of the code that calls it. */
  public Consumer<Thread> hook() {
    return hook::started;
  }

  /** One look at all threads, without histories and verdicts. */
  public Snapshot look() {
    return sampler.sample();
  }

  /** One whole round, to the report. */
  public LeakReport round() {
    nanos.addAndGet(INTERVAL.toNanos());
    work.addAndGet(WORK_PER_ROUND);
    return round.run(hook, List.of(), 0);
  }

  private Sampler newSampler() {
    return new Sampler(ledger, names, Duration.ZERO, INTERVAL, null, Long.MAX_VALUE);
  }
}
