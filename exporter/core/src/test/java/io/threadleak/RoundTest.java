package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.HookAttribution;
import io.threadleak.attribution.NameAttribution;
import io.threadleak.attribution.SiteTable;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.CreationSite;
import io.threadleak.model.HistoryReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SitePast;
import io.threadleak.model.SiteReport;
import io.threadleak.model.Verdict;
import io.threadleak.sampling.Sampler;
import io.threadleak.sampling.Throughput;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rounds on a clock of the test's own over real threads that are left behind. */
final class RoundTest {

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong work = new AtomicLong();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<LogRecord> logged = new ArrayList<>();
  private final Logger logger = Logger.getLogger("threadleak");
  private final Handler handler = new ListHandler();
  private final HookAttribution hook = new HookAttribution(ApplicationCode.ofThisJvm(List.of()));
  private Pasts pasts;
  private final Round round = newRound();

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @AfterEach
  void release() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    hook.close();
    end.countDown();
  }

  @Test
  void run_leakThatComesAndStops_isToldInWordsThenTakenBackAndCounted() {
    LeakReport leaking = runs(90, true);
    SiteReport site = leaking.sites().get(0);
    assertThat(site.verdict().verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(site.verdict().summary())
        .matches(
            "\\d+ threads started at RoundTest\\.leaveAThreadBehind:\\d+ in the last \\d+ min, none"
                + " ended; 100 per 1,000 orders(; at this rate the limit of .+ threads is reached"
                + " in about .+)?\\.");
    assertThat(leaking.self().retractions()).isZero();
    assertThat(logged).singleElement().satisfies(RoundTest::tellsTheLeak);

    LeakReport calm = runs(400, false);
    assertThat(calm.leaks()).isFalse();
    assertThat(calm.self().retractions()).isEqualTo(1);
    assertThat(logged).hasSize(2);
    assertThat(logged.get(1).getMessage())
        .startsWith("Thread leak taken back at site_id " + site.site().id() + ": ")
        .contains("it was called leaking at ");
  }

  @Test
  void run_leakMostlyInOneScope_isToldWithIt() {
    runs(45, "GET /orders/{id}");
    assertThat(runs(45, "nightly export").sites().get(0).verdict().summary())
        .doesNotContain("served");
    assertThat(runs(1, "nightly export").sites().get(0).verdict().summary())
        .endsWith("; most of those live were started while nightly export was served.");
  }

  @Test
  void pasts_beforeTheFirstRound_areEmpty() {
    assertThat(pasts.all(60).sites()).isEmpty();
    assertThat(pasts.of(CreationSite.OTHER_ID)).isNull();
  }

  @Test
  void pasts_afterRounds_areThoseOfTheReportsRows() {
    LeakReport report = runs(90, true);
    String id = report.sites().get(0).site().id();

    HistoryReport outline = pasts.all(60);
    SitePast whole = Objects.requireNonNull(pasts.of(id));
    SitePast rest = Objects.requireNonNull(pasts.of(CreationSite.OTHER_ID));

    assertThat(outline.interval()).isEqualTo(INTERVAL);
    assertThat(outline.sites().keySet())
        .containsExactlyElementsOf(report.rows().map(row -> row.site().key()).toList());
    assertThat(Objects.requireNonNull(outline.sites().get(id)).size()).isBetween(40, 60);
    assertThat(whole.size()).isEqualTo(90);
    assertThat(whole.live(89)).isEqualTo(report.sites().get(0).live()).isEqualTo(90);
    assertThat(whole.started(44)).isEqualTo(45);
    assertThat(whole.work(89) - whole.work(0)).isEqualTo(890);
    assertThat(whole.seconds(89)).isCloseTo(report.time().toEpochMilli() / 1e3, within(0.01));
    assertThat(whole.seconds(89) - whole.seconds(0)).isCloseTo(890, within(0.01));
    assertThat(whole.aged(89, 0)).isEqualTo(report.sites().get(0).agedRounds().get(0));
    assertThat(rest.size()).isEqualTo(90);
    assertThat(rest.live(89)).isEqualTo(report.other().live());
    assertThat(pasts.of("no such site")).isNull();
  }

  private LeakReport runs(int rounds, String scopeName) {
    ThreadLeak.Scope scope = ThreadLeak.scope(scopeName);
    try {
      return runs(rounds, true);
    } finally {
      scope.close();
    }
  }

  private static void tellsTheLeak(LogRecord line) {
    assertThat(line.getLevel()).isEqualTo(Level.WARNING);
    assertThat(line.getMessage())
        .startsWith("Thread leak at site_id ")
        .contains(" threads started at RoundTest.leaveAThreadBehind:")
        .contains(" One thread is left behind in about 10 orders: ");
  }

  private LeakReport runs(int rounds, boolean leaky) {
    LeakReport latest = null;
    for (int i = 0; i < rounds; i++) {
      nanos.addAndGet(INTERVAL.toNanos());
      work.addAndGet(10);
      if (leaky) {
        leaveAThreadBehind();
      }
      latest = round.run(hook, List.of(), 0);
    }
    return Objects.requireNonNull(latest);
  }

  private void leaveAThreadBehind() {
    Thread thread = new Thread(this::waitForTheEnd, "left-behind");
    thread.setDaemon(true);
    hook.started(thread);
    thread.start();
  }

  private void waitForTheEnd() {
    try {
      end.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Round newRound() {
    ThreadLedger ledger = new ThreadLedger(new SiteTable(1_000), nanos::get);
    NameAttribution names = new NameAttribution();
    hook.open(ledger);
    names.open(ledger);
    Settings settings = new Settings(new Orders(), INTERVAL, 1_000, 100, hook);
    Sampler sampler = new Sampler(ledger, names, Duration.ZERO, INTERVAL, null, Long.MAX_VALUE);
    pasts = new Pasts(INTERVAL, ledger.sites());
    return new Round(settings, ledger, sampler, Clock.systemUTC(), pasts);
  }

  private final class Orders implements Throughput {

    @Override
    public OptionalLong completed() {
      return OptionalLong.of(work.get());
    }

    @Override
    public String source() {
      return "orders";
    }

    @Override
    public String units() {
      return "orders";
    }
  }

  private final class ListHandler extends Handler {

    @Override
    public void publish(LogRecord line) {
      logged.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
