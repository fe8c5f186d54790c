package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.threadleak.ThreadLeak;
import io.threadleak.attribution.FakeStarts;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.ThreadKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up threads, an own clock: on every JDK. */
final class VirtualSamplerTest {

  private final AtomicLong nanos = new AtomicLong();
  private final FakeStarts threads = new FakeStarts(0.01, nanos::get);
  private final Map<Integer, SiteTally> tallies = new HashMap<>();
  private final EndpointCounts endpoints = new EndpointCounts(threads.ledger().endpoints());

  @Test
  void sample_oneLineEach_isCountedAtThatLineExactly() {
    VirtualSampler sampler = sampler();
    Thread ending = startAtFirst();
    startAtFirst();
    startAtSecond();
    round(sampler, 10);

    threads.end(ending);
    round(sampler, 20);

    SiteEntry first = threads.site("startAtFirst");
    assertThat(first.site().kind()).isEqualTo(ThreadKind.VIRTUAL);
    assertThat(first.site().source()).isEqualTo(AttributionSource.AGENT);
    assertThat(first.started()).isEqualTo(2);
    assertThat(first.ended()).isEqualTo(1);
    assertThat(live(first)).isEqualTo(1);
    assertThat(live(threads.site("startAtSecond"))).isEqualTo(1);
    assertThat(tally(first).margin()).isZero();
    assertThat(sampler.live()).isEqualTo(2);
  }

  @Test
  @SuppressWarnings("try") // a scope is there to be open
  void sample_threadsStartedInAScope_areCountedThereUntilTheyEnd() {
    VirtualSampler sampler = sampler();
    startAtFirst();
    Thread ending;
    try (ThreadLeak.Scope scope = ThreadLeak.scope("GET /orders")) {
      ending = startAtFirst();
      startAtSecond();
    }
    round(sampler, 10);
    EndpointSample both = endpoints.end().get(1);
    threads.end(ending);
    round(sampler, 20);
    EndpointSample one = endpoints.end().get(1);

    assertThat(both.entry().name()).isEqualTo("GET /orders");
    assertThat(both.started()).isEqualTo(2);
    assertThat(both.ended()).isZero();
    assertThat(both.live())
        .containsOnly(
            entry(threads.site("startAtFirst"), 1), entry(threads.site("startAtSecond"), 1));
    assertThat(one.ended()).isEqualTo(1);
    assertThat(one.live()).containsOnly(entry(threads.site("startAtSecond"), 1));
  }

  @Test
  void sample_ages_areThoseOfTheRoundsThatSawThemFirst() {
    VirtualSampler sampler = sampler();
    startAtFirst();
    round(sampler, 10);
    startAtFirst();
    round(sampler, 20);
    round(sampler, 310);

    SiteTally tally = tally(threads.site("startAtFirst"));
    assertThat(tally.aged()).containsExactly(2, 1, 0, 0, 0);
    assertThat(tally.agedRounds(0)).isEqualTo(2);
    assertThat(tally.agedRounds(1)).isEqualTo(1);
    assertThat(tally.oldestSeconds()).isBetween(300., 310.);
  }

  @Test
  void sample_oneClassAtTwoLines_isToldApartWhileItIsRare() {
    VirtualSampler sampler = sampler();
    List<Thread> here = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      here.add(startJobHere());
      startJobThere();
    }
    round(sampler, 10);
    here.forEach(threads::end);
    round(sampler, 20);

    SiteEntry ended = threads.site("startJobHere");
    SiteEntry leaked = threads.site("startJobThere");
    assertThat(ended.started()).isEqualTo(20);
    assertThat(ended.ended()).isEqualTo(20);
    assertThat(live(leaked)).isEqualTo(20);
    assertThat(leaked.ended()).isZero();
    assertThat(tally(leaked).margin()).isZero();
  }

  @Test
  void sample_oneHotClassAtTwoLines_isEstimatedWithinItsMargin() {
    VirtualSampler sampler = sampler();
    int seconds = 0;
    int leaked = 0;
    for (int round = 1; round <= 10; round++) {
      List<Thread> ending = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        if (i % 20 == 7) {
          startJobThere();
          leaked++;
        } else {
          ending.add(startJobHere());
        }
        if (i % 100 == 0) {
          ending.forEach(threads::end);
          ending.clear();
        }
      }
      ending.forEach(threads::end);
      seconds += 10;
      round(sampler, seconds);
      assertThat(threads.site("startJobHere").ended() + threads.site("startJobThere").ended())
          .isEqualTo(10_000L * round - leaked);
    }

    SiteEntry there = threads.site("startJobThere");
    assertThat(sampler.estimated()).isGreaterThan(leaked / 2);
    assertThat(tally(there).margin()).isBetween(1, leaked / 2);
    assertThat((double) live(there)).isCloseTo(leaked, within(2. * tally(there).margin()));
    assertThat(live(there) + live(threads.site("startJobHere"))).isEqualTo(leaked);
    assertThat(there.started() + threads.site("startJobHere").started()).isEqualTo(100_000);
    assertThat(there.ended()).isLessThan(leaked / 10);
  }

  @Test
  void sample_threadsThatWereThereBefore_areUnknownByWhatTheyRun() {
    threads.thereBefore(new Job());
    threads.thereBefore(new Job());
    VirtualSampler sampler = sampler();
    startJobHere();
    round(sampler, 10);

    SiteEntry unknown = threads.site("unknown, runs io.threadleak");
    assertThat(unknown.site().label()).contains("VirtualSamplerTest$Job");
    assertThat(unknown.site().source()).isEqualTo(AttributionSource.TASK);
    assertThat(live(unknown)).isEqualTo(2);
    assertThat(unknown.started()).isEqualTo(2);
    assertThat(live(threads.site("startJobHere"))).isEqualTo(1);
    assertThat(sampler.fromBefore()).isEqualTo(2);
  }

  @Test
  void sample_withoutStacks_goesByTheClassOfTheTask() {
    FakeStarts unseen = new FakeStarts(0, nanos::get);
    VirtualSampler sampler = sampler(unseen);
    Thread ending = unseen.start(new Job());
    unseen.start(new Job());
    round(sampler, 10);
    unseen.end(ending);
    round(sampler, 20);

    SiteEntry site = unseen.site("unknown, runs io.threadleak");
    assertThat(site.started()).isEqualTo(2);
    assertThat(site.ended()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} looks at its class before")
  @ValueSource(ints = {0, 1})
  void sample_startDuringALookAtItsClass_isCountedOnceAndAtItsLine(int looksBefore) {
    Runnable task = () -> {};
    threads.starts().classOf(task);
    List<Runnable> duringLook = new ArrayList<>();
    VirtualSampler sampler = sampler(threads, duringLook);
    for (int look = 1; look <= looksBefore; look++) {
      round(sampler, 10 * look);
    }
    Thread made = new Thread(task);
    duringLook.add(() -> startLate(made, task));
    round(sampler, 20);
    round(sampler, 30);

    SiteEntry site = threads.site("startLate");
    assertThat(site.started()).isEqualTo(1);
    assertThat(live(site)).isEqualTo(1);
    assertThat(threads.labels()).noneMatch(label -> label.contains("unknown"));
  }

  @Test
  void sample_startUnderWay_isNeitherEndedNorCountedTwice() {
    Runnable task = () -> {};
    VirtualSampler sampler = sampler();
    startLate(new Thread(task), task);
    round(sampler, 10);
    startSlowly(task, () -> round(sampler, 20), () -> {});
    round(sampler, 30);
    startSlowly(task, () -> {}, () -> round(sampler, 40));
    round(sampler, 50);
    SiteEntry first = threads.site("startLate");
    SiteEntry slow = threads.site("startSlowly");

    assertThat(first.started() + slow.started()).isEqualTo(3);
    assertThat(first.ended() + slow.ended()).isZero();
    assertThat(live(first) + live(slow)).isEqualTo(3);
  }

  @Test
  void sample_startsOfAClassThatComesUpDuringALook_areCountedOnce() {
    Runnable task = () -> {};
    List<Runnable> duringLook = new ArrayList<>();
    VirtualSampler sampler = sampler(threads, duringLook);
    Thread madeBefore = new Thread(task);
    duringLook.add(() -> startLate(madeBefore, task));
    duringLook.add(() -> startLate(new Thread(task), task));
    duringLook.add(() -> startLate(new Thread(task), task));
    round(sampler, 10);
    round(sampler, 20);

    SiteEntry site = threads.site("startLate");
    assertThat(site.started()).isEqualTo(3);
    assertThat(site.ended()).isZero();
    assertThat(live(site)).isEqualTo(3);
  }

  @Test
  void sample_startsDuringALookWithoutStacks_areCountedOnce() {
    FakeStarts unseen = new FakeStarts(0, nanos::get);
    unseen.thereBefore(new Job());
    List<Runnable> duringLook = new ArrayList<>();
    VirtualSampler sampler = sampler(unseen, duringLook);
    Thread one = new Thread(() -> {});
    Thread two = new Thread(() -> {});
    unseen.start(new Job());
    round(sampler, 10);
    round(sampler, 20);
    duringLook.add(() -> unseen.start(one, new Job()));
    duringLook.add(() -> unseen.start(two, new Job()));
    round(sampler, 30);
    round(sampler, 40);

    SiteEntry site = unseen.site("unknown, runs io.threadleak");
    assertThat(site.started()).isEqualTo(4);
    assertThat(live(site)).isEqualTo(4);
  }

  @Test
  void sample_futuresOfAnExecutor_areTheirTasks() {
    VirtualSampler sampler = sampler();
    Callable<String> one = () -> "one";
    Callable<String> two = () -> "two";
    threads.start(new FutureTask<>(one));
    startFuture(two);
    round(sampler, 10);

    assertThat(live(threads.site("sample_futuresOfAnExecutor"))).isEqualTo(1);
    assertThat(live(threads.site("startFuture"))).isEqualTo(1);
    assertThat(sampler.estimated()).isZero();
  }

  @Test
  void choose_someSites_givesThreadsOfThoseAlone() {
    VirtualSampler sampler = sampler();
    Thread first = startAtFirst();
    startAtSecond();
    for (int i = 0; i < 10; i++) {
      startJobThere();
    }
    round(sampler, 10);

    SiteEntry site = threads.site("startAtFirst");
    assertThat(sampler.choose(Set.of(site), 100)).containsOnly(Map.entry(first, site));
    assertThat(sampler.choose(Set.of(threads.site("startJobThere")), 4)).hasSize(4);
  }

  private VirtualSampler sampler() {
    return sampler(threads);
  }

  private VirtualSampler sampler(FakeStarts of) {
    return sampler(of, new ArrayList<>());
  }

  /** A sampler that runs the tasks in its next look, when it has read the starts. */
  private VirtualSampler sampler(FakeStarts of, List<Runnable> duringLook) {
    LiveVirtualThreads busy =
        new LiveVirtualThreads() {
          @Override
          public void forEach(Visitor visitor) {
            duringLook.forEach(Runnable::run);
            duringLook.clear();
            of.forEach(visitor);
          }

          @Override
          public @Nullable String blindSpot() {
            return of.blindSpot();
          }
        };
    return new VirtualSampler(
        of.starts(),
        busy,
        of.ledger(),
        Duration.ofSeconds(10),
        () -> ThreadIds.of(new Thread(() -> {})));
  }

  private void round(VirtualSampler sampler, int seconds) {
    endpoints.begin();
    nanos.set(Duration.ofSeconds(seconds).toNanos());
    tallies.values().forEach(SiteTally::clear);
    sampler.sample(
        nanos.get(),
        index -> tallies.computeIfAbsent(index, any -> new SiteTally()),
        endpoints::add);
  }

  private SiteTally tally(SiteEntry site) {
    return tallies.computeIfAbsent(site.index(), any -> new SiteTally());
  }

  private int live(SiteEntry site) {
    return tally(site).states().total();
  }

  private Thread startAtFirst() {
    return threads.start(() -> {});
  }

  private Thread startAtSecond() {
    return threads.start(() -> {});
  }

  private void startLate(Thread made, Runnable task) {
    threads.start(made, task);
  }

  private void startSlowly(Runnable task, Runnable beforeLive, Runnable beforeCounted) {
    threads.start(new Thread(task), task, beforeLive, beforeCounted);
  }

  private Thread startJobHere() {
    return threads.start(new Job());
  }

  private Thread startJobThere() {
    return threads.start(new Job());
  }

  private void startFuture(Callable<String> task) {
    threads.start(new FutureTask<>(task));
  }

  /** A task that several lines start. */
  private static final class Job implements Runnable {

    @Override
    public void run() {}
  }
}
