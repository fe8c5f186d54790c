package io.threadleak.sampling;

import static io.threadleak.model.SiteHistory.UNBOUNDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.LivePools;
import io.threadleak.attribution.NameAttribution;
import io.threadleak.attribution.SiteTable;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.sampling.Snapshot.SiteSample;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real threads of real pools, sites by the stem of their names; the JDK is opened to us. */
@Tag("opened-jdk")
final class SamplerPoolsTest {

  private static final int SIZE = 5;

  private final AtomicLong nanos = new AtomicLong();
  private final ThreadLedger ledger = new ThreadLedger(new SiteTable(1_000), nanos::get);
  private final NameAttribution names = new NameAttribution();
  private final Sampler sampler =
      new Sampler(ledger, names, Duration.ZERO, Duration.ofSeconds(10), null, Long.MAX_VALUE);
  private final AtomicInteger made = new AtomicInteger();
  private final LivePools live = new LivePools();

  SamplerPoolsTest() {
    names.open(ledger);
  }

  @AfterEach
  void endThreads() {
    live.close();
  }

  @Test
  void bound_onePool_isKnownFromTheSecondRoundThatSeesItsThreads() throws Exception {
    live.occupy(pool("filling"), 2);
    assertBound(sample("filling"), 0, UNBOUNDED);
    assertBound(sample("filling"), 1, SIZE);
    assertBound(sample("filling"), 1, SIZE);
  }

  @Test
  void bound_poolPerRequest_growsWithThem() throws Exception {
    live.occupy(pool("export"));
    live.occupy(pool("export"));
    sample("export");
    assertBound(sample("export"), 2, 2 * SIZE);
    live.occupy(pool("export"));
    assertThat(sample("export").live()).as("not named at first sight").isEqualTo(2);
    assertBound(sample("export"), 2, 2 * SIZE);
    assertBound(sample("export"), 3, 3 * SIZE);
  }

  @Test
  void bound_oneThreadOfNoPoolAmongThem_isUnknown() throws Exception {
    live.occupy(pool("mixed"), 2);
    live.occupy(task -> factory("mixed").newThread(new FutureTask<>(task, null)).start());
    sample("mixed");
    assertBound(sample("mixed"), 1, UNBOUNDED);
  }

  @Test
  void bound_onePoolWithoutLimitAmongThem_isUnknown() throws Exception {
    live.occupy(pool("half"), 2);
    live.occupy(Executors.newCachedThreadPool(factory("half")));
    sample("half");
    assertBound(sample("half"), 2, UNBOUNDED);
  }

  @Test
  void bound_poolWithThreadsOfTwoSites_countsAtEach() throws Exception {
    String[] stems = {"one", "two"};
    ThreadFactory turns = task -> factory(stems[made.get() % 2]).newThread(task);
    live.occupy(Executors.newFixedThreadPool(SIZE, turns), 4);
    sample("one");
    Snapshot snapshot = look();
    assertBound(row(snapshot, "one"), 1, SIZE);
    assertBound(row(snapshot, "two"), 1, SIZE);
  }

  @Test
  void bound_poolThatEnded_isUnknown() throws Exception {
    ExecutorService pool = pool("ended");
    live.occupy(pool, 2);
    sample("ended");
    assertBound(sample("ended"), 1, SIZE);
    live.close();
    assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    // A pool is terminated a moment before its last thread has ended.
    await().untilAsserted(() -> assertBound(sample("ended"), 0, UNBOUNDED));
  }

  private static void assertBound(SiteSample site, int pools, int bound) {
    assertThat(site.bound()).isEqualTo(bound);
    assertThat(site.pools()).isEqualTo(pools);
  }

  private ExecutorService pool(String stem) {
    return Executors.newFixedThreadPool(SIZE, factory(stem));
  }

  private ThreadFactory factory(String stem) {
    return task -> new Thread(task, stem + "-" + made.incrementAndGet());
  }

  private SiteSample sample(String stem) {
    return row(look(), stem);
  }

  private Snapshot look() {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
    return sampler.sample();
  }

  private static SiteSample row(Snapshot snapshot, String stem) {
    return snapshot.sites().stream()
        .filter(row -> row.entry().site().label().startsWith(stem + "-#"))
        .findFirst()
        .orElseThrow();
  }
}
