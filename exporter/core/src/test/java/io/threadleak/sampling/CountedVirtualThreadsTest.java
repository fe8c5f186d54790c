package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.CountedThreads;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.SiteTable;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.attribution.VirtualApi;
import io.threadleak.attribution.VirtualStarts;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.ThreadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real virtual threads of counted factories, counted by site without the agent; an own clock. */
final class CountedVirtualThreadsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final SiteTable table = new SiteTable(100);
  private final ThreadLedger ledger = new ThreadLedger(table, nanos::get);
  private final VirtualStarts starts =
      VirtualStarts.ofFactories(ApplicationCode.ofThisJvm(List.of("io.threadleak.sampling")), 0.01);
  private final CountedThreads counted = new CountedThreads();
  private final Map<Integer, SiteTally> tallies = new HashMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Future<?>> submitted = new ArrayList<>();
  private int rounds;

  @BeforeEach
  void needsVirtualThreads() {
    VirtualApi.assumeThere();
  }

  @AfterEach
  void endThreads() {
    end.countDown();
  }

  @Test
  void sample_twoExecutors_countsEachAtTheSubmittingLine() {
    VirtualSampler sampler = sampler();
    ExecutorService orders = executor();
    ExecutorService mails = executor();
    for (int i = 0; i < 30; i++) {
      submitOrder(orders);
    }
    for (int i = 0; i < 20; i++) {
      sendMail(mails);
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> live() == 50);
    round(sampler);

    SiteEntry order = site("submitOrder");
    assertThat(order.site().kind()).isEqualTo(ThreadKind.VIRTUAL);
    assertThat(order.site().source()).isEqualTo(AttributionSource.FACTORY);
    assertThat(live(order)).isEqualTo(30);
    assertThat(live(site("sendMail"))).isEqualTo(20);

    end.countDown();
    await().atMost(Duration.ofSeconds(60)).until(() -> live() == 0);
    round(sampler);
    assertThat(order.started()).isEqualTo(30);
    assertThat(order.ended()).isEqualTo(30);
    assertThat(site("sendMail").ended()).isEqualTo(20);
    assertThat(tally(order).margin()).isZero();
  }

  @Test
  void sample_oneExecutorRarelyUsedByTwoLines_tellsThemApart() {
    VirtualSampler sampler = sampler();
    ExecutorService shared = executor();
    for (int i = 0; i < 20; i++) {
      submitOrder(shared);
      sendMail(shared);
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> live() == 40);
    round(sampler);
    assertThat(live(site("submitOrder"))).isEqualTo(20);
    assertThat(live(site("sendMail"))).isEqualTo(20);
    assertThat(sampler.estimated()).isZero();
  }

  @Test
  void sample_leakAmidChurn_isExactToOne() throws InterruptedException {
    VirtualSampler sampler = sampler();
    ExecutorService busy = executor();
    ExecutorService leaky = executor();
    int threads = 200_000;
    for (int i = 1; i <= threads; i++) {
      runBriefly(busy);
      if (i % 1_000 == 0) {
        submitOrder(leaky);
      }
      if (i % 20_000 == 0) {
        round(sampler);
        assertThat(site("runBriefly").started() - site("runBriefly").ended())
            .isEqualTo(live(site("runBriefly")));
      }
    }
    busy.shutdown();
    assertThat(busy.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    await().atMost(Duration.ofSeconds(60)).until(() -> live() == 200);
    round(sampler);

    SiteEntry brief = site("runBriefly");
    assertThat(brief.started()).isEqualTo(threads);
    assertThat(brief.ended()).isEqualTo(threads);
    assertThat(live(brief)).isZero();
    SiteEntry leak = site("submitOrder");
    assertThat(leak.started()).isEqualTo(200);
    assertThat(leak.ended()).isZero();
    assertThat(live(leak)).isEqualTo(200);
  }

  @Test
  void sample_threadNeverStarted_isNoStart() {
    VirtualSampler sampler = sampler();
    ThreadFactory factory = counted.factory(VirtualApi.factory());
    Thread never = makeOnly(factory);
    round(sampler);
    assertThat(never.isAlive()).isFalse();
    assertThat(site("makeOnly").started()).isZero();
    never.start();
    await().atMost(Duration.ofSeconds(60)).until(() -> live() == 1);
    round(sampler);
    assertThat(site("makeOnly").started()).isEqualTo(1);
    assertThat(live(site("makeOnly"))).isEqualTo(1);
  }

  @Test
  void sample_threadsFromBefore_areCountedByWhatTheyRun() {
    submitOrder(executor());
    await().atMost(Duration.ofSeconds(60)).until(() -> live() == 1);
    VirtualSampler sampler = sampler();
    round(sampler);
    assertThat(sampler.fromBefore()).isEqualTo(1);
    assertThat(live(site("unknown, runs io.threadleak.sampling.CountedVirtualThreadsTest")))
        .isEqualTo(1);
  }

  @Test
  void open_secondMonitor_isRefusedUntilTheFirstIsThrough() {
    VirtualStarts second =
        VirtualStarts.ofFactories(ApplicationCode.ofThisJvm(List.of("io.threadleak")), 0.01);
    assertThat(counted.open(starts)).isTrue();
    assertThat(counted.open(second)).isFalse();
    counted.close(second);
    assertThat(counted.open(second)).isFalse();
    counted.close(starts);
    assertThat(counted.open(second)).isTrue();
  }

  private VirtualSampler sampler() {
    assertThat(counted.open(starts)).isTrue();
    return new VirtualSampler(
        starts, new CountedVirtualThreads(counted), ledger, Duration.ofSeconds(10));
  }

  private ExecutorService executor() {
    return VirtualApi.executor(counted.factory(VirtualApi.factory()));
  }

  private void submitOrder(ExecutorService executor) {
    submitted.add(executor.submit(this::awaitEnd));
  }

  private void sendMail(ExecutorService executor) {
    executor.execute(this::awaitEnd);
  }

  private static void runBriefly(ExecutorService executor) {
    executor.execute(() -> {});
  }

  private Thread makeOnly(ThreadFactory factory) {
    return factory.newThread(this::awaitEnd);
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private int live() {
    int[] live = {0};
    counted.forEach((thread, task) -> ++live[0] > 0);
    return live[0];
  }

  private void round(VirtualSampler sampler) {
    rounds++;
    nanos.set(Duration.ofSeconds(10L * rounds).toNanos());
    tallies.values().forEach(SiteTally::clear);
    sampler.sample(
        nanos.get(),
        index -> tallies.computeIfAbsent(index, any -> new SiteTally()),
        (endpoint, site) -> {});
  }

  private SiteEntry site(String text) {
    return table.entries().stream()
        .filter(entry -> entry.site().label().contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no site " + text));
  }

  private SiteTally tally(SiteEntry site) {
    return tallies.computeIfAbsent(site.index(), any -> new SiteTally());
  }

  private int live(SiteEntry site) {
    return tally(site).states().total();
  }
}
