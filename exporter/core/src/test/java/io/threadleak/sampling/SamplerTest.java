package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.NameAttribution;
import io.threadleak.attribution.SiteTable;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.sampling.Snapshot.SiteSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads, an own clock. */
final class SamplerTest {

  private final AtomicLong nanos = new AtomicLong();
  private final ThreadLedger ledger = new ThreadLedger(new SiteTable(1_000), nanos::get);
  private final NameAttribution names = new NameAttribution();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  SamplerTest() {
    names.open(ledger);
  }

  @AfterEach
  void endThreads() throws InterruptedException {
    end.countDown();
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
  }

  @Test
  void sample_namedThreads_areCountedByStemStateAndAge() {
    startWaiting("lonely-worker-1", "lonely-worker-2");
    Sampler sampler = sampler(Duration.ZERO);
    sampler.sample();
    nanos.set(TimeUnit.SECONDS.toNanos(301));
    SiteSample row = row(sampler.sample(), "lonely-worker-#");
    assertThat(row.live()).isEqualTo(2);
    assertThat(row.states().waiting()).isEqualTo(2);
    assertThat(row.aged()).containsExactly(2, 2, 0, 0, 0);
    assertThat(row.agedRounds()).containsExactly(2, 2, 0, 0, 0);
    assertThat(row.oldestSeconds()).isEqualTo(301);
  }

  @Test
  void sample_threadThatEndedUnseen_isCountedAsEnded() throws InterruptedException {
    startWaiting("ending-worker-1");
    Sampler sampler = sampler(Duration.ZERO);
    sampler.sample();
    endThreads();
    nanos.set(TimeUnit.SECONDS.toNanos(10));
    sampler.sample();
    nanos.set(TimeUnit.SECONDS.toNanos(20));
    SiteSample row = row(sampler.sample(), "ending-worker-#");
    assertThat(row.live()).isZero();
    assertThat(row.ended()).isEqualTo(1);
  }

  @Test
  void sample_startStillOnItsWay_waitsUnderOtherBeforeItIsNamed() {
    Sampler sampler = sampler(Duration.ofSeconds(3));
    sampler.sample();
    startWaiting("late-worker-1");
    nanos.set(TimeUnit.SECONDS.toNanos(1));
    Snapshot waiting = sampler.sample();
    assertThat(labels(waiting)).doesNotContain("late-worker-#");
    assertThat(waiting.sites().get(0).live()).isPositive();
    nanos.set(TimeUnit.SECONDS.toNanos(5));
    assertThat(labels(sampler.sample())).contains("late-worker-#");
  }

  @Test
  void sample_unknownThreadSeenOnce_isNotNamedSinceItMayBeEnding() throws InterruptedException {
    Sampler sampler = sampler(Duration.ZERO);
    sampler.sample();
    startWaiting("ending-soon-1");
    assertThat(labels(sampler.sample())).doesNotContain("ending-soon-#");
    endThreads();
    assertThat(labels(sampler.sample())).doesNotContain("ending-soon-#");
  }

  @Test
  void sample_hostileThreadClasses_areCountedAsFailuresAndNothingIsLost() {
    List<Error> errors =
        List.of(
            new NoClassDefFoundError("not telling"),
            new StackOverflowError(),
            new OutOfMemoryError("not telling"),
            new AssertionError("not telling"));
    for (Error error : errors) {
      Thread hostile =
          new Thread(this::awaitEnd, "hostile") {
            @Override
            public State getState() {
              throw error;
            }
          };
      threads.add(hostile);
      hostile.start();
    }
    Snapshot snapshot = sampler(Duration.ZERO).sample();
    assertThat(snapshot.failures()).isEqualTo(errors.size());
    assertThat(snapshot.sites().get(0).live()).isPositive();
  }

  @Test
  void sample_clockThatRunsBack_givesNoNegativeAge() {
    startWaiting("aged-worker-1");
    Sampler sampler = sampler(Duration.ZERO);
    nanos.set(TimeUnit.HOURS.toNanos(1));
    sampler.sample();
    nanos.set(0);
    assertThat(row(sampler.sample(), "aged-worker-#").oldestSeconds()).isZero();
  }

  @Test
  void sample_twoThreadsInDeadlock_areReported() {
    ReentrantLock a = new ReentrantLock();
    ReentrantLock b = new ReentrantLock();
    CountDownLatch bothHold = new CountDownLatch(2);
    start("deadlock-1", () -> lockBoth(a, b, bothHold));
    start("deadlock-2", () -> lockBoth(b, a, bothHold));
    Sampler sampler = sampler(Duration.ZERO);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              nanos.addAndGet(TimeUnit.SECONDS.toNanos(DeadlockWatch.MIN_SECONDS_BETWEEN));
              return sampler.sample().deadlocked() == 2;
            });
  }

  private Sampler sampler(Duration lag) {
    return new Sampler(ledger, names, lag, Duration.ofSeconds(10), null, Long.MAX_VALUE);
  }

  private void startWaiting(String... threadNames) {
    for (String name : threadNames) {
      start(name, this::awaitEnd);
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
  }

  private void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    threads.add(thread);
    thread.start();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void lockBoth(ReentrantLock first, ReentrantLock second, CountDownLatch bothHold) {
    first.lock();
    try {
      bothHold.countDown();
      bothHold.await();
      second.lockInterruptibly();
      second.unlock();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      first.unlock();
    }
  }

  private static List<String> labels(Snapshot snapshot) {
    return snapshot.sites().stream().map(row -> row.entry().site().label()).toList();
  }

  private static SiteSample row(Snapshot snapshot, String label) {
    return snapshot.sites().stream()
        .filter(row -> row.entry().site().label().equals(label))
        .findFirst()
        .orElseThrow();
  }
}
