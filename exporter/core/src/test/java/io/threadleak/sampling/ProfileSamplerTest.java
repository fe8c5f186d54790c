package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.FakeStarts;
import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.ThreadProfile;
import io.threadleak.model.ThreadProfile.Group;
import io.threadleak.model.ThreadProfile.Member;
import io.threadleak.sampling.ProfileGroups.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real platform threads and made-up virtual ones, an own clock. */
final class ProfileSamplerTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  private final AtomicLong nanos = new AtomicLong();
  private final FakeStarts virtual = new FakeStarts(0.01, nanos::get);
  private final ThreadLedger ledger = virtual.ledger();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> started = new ArrayList<>();

  @AfterEach
  void endThreads() throws InterruptedException {
    end.countDown();
    for (Thread thread : started) {
      thread.join();
    }
  }

  @Test
  void sample_threadsOfOneStack_areOneGroupWithTheirSite() {
    SiteEntry site = ledger.sites().other();
    startWaiting(3, site);

    ThreadProfile profile = new ProfileSampler(ledger, null).sample(TIME);

    Group group = groupOf(profile, "startWaiting");
    assertThat(profile.time()).isEqualTo(TIME);
    assertThat(group.threads()).isEqualTo(3);
    assertThat(group.state()).isEqualTo(Thread.State.WAITING);
    assertThat(group.site()).isEqualTo(site.site());
    assertThat(group.sampled()).isEqualTo(3);
    assertThat(group.scaled()).isFalse();
    assertThat(group.members()).extracting(Member::name).contains("waiting-0", "waiting-2");
    assertThat(group.frames())
        .as("the lambda carries the name of its method")
        .anyMatch(frame -> frame.getMethodName().equals("startWaiting"));
    assertThat(profile.dropped()).isZero();
  }

  @Test
  void sample_moreThreadsThanOneStop_countsEachOnce() {
    int threads = ProfileSampler.THREADS_A_STOP + 20;
    startWaiting(threads, ledger.sites().other());

    Group group = groupOf(new ProfileSampler(ledger, null).sample(TIME), "startWaiting");

    assertThat(group.threads()).isEqualTo(threads);
    assertThat(group.members()).hasSize(ThreadProfile.MAX_MEMBERS).doesNotHaveDuplicates();
  }

  @Test
  void sample_secondLook_tellsHowLongAWaitWasSeen() {
    startWaiting(1, ledger.sites().other());
    ProfileSampler sampler = new ProfileSampler(ledger, null);
    nanos.set(1_000_000_000L);

    assertThat(groupOf(sampler.sample(TIME), "startWaiting").waitedSeconds()).isNull();
    nanos.set(91_000_000_000L);
    Group seen = groupOf(sampler.sample(TIME), "startWaiting");

    assertThat(seen.waitedSeconds()).isEqualTo(90);
    assertThat(seen.members().get(0).waitedSeconds()).isEqualTo(90);
  }

  @Test
  void sample_ownThreads_areLeftOut() {
    Thread own = OwnThreads.factory("profiled").newThread(this::awaitEnd);
    own.start();
    started.add(own);
    Awaitility.await().until(() -> own.getState() == Thread.State.WAITING);

    ThreadProfile profile = new ProfileSampler(ledger, null).sample(TIME);

    assertThat(profile.groups())
        .flatExtracting(Group::members)
        .extracting(Member::id)
        .doesNotContain(ThreadIds.of(own));
  }

  @Test
  void sample_withoutVirtualThreads_saysSo() {
    assertThat(new ProfileSampler(ledger, null).sample(TIME).notes())
        .containsExactly("Virtual threads are not counted here, and not in this profile.");
  }

  @Test
  void sample_virtualThreads_areCountedExactlyBySite() {
    VirtualSampler sampler =
        new VirtualSampler(virtual.starts(), virtual, ledger, Duration.ofSeconds(10), this::nextId);
    for (int i = 0; i < 700; i++) {
      virtual.start(() -> {});
    }
    sampler.sample(nanos.get(), index -> new SiteTally(), (endpoint, site) -> {});

    ThreadProfile profile = new ProfileSampler(ledger, sampler).sample(TIME);

    assertThat(profile.groups())
        .filteredOn(group -> group.site().kind() == ThreadKind.VIRTUAL)
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.threads()).isEqualTo(700);
              assertThat(group.site().label()).contains("ProfileSamplerTest");
            });
    assertThat(profile.sites())
        .filteredOn(row -> row.site().label().contains("ProfileSamplerTest"))
        .singleElement()
        .satisfies(row -> assertThat(row.started()).isEqualTo(700));
  }

  @Test
  void groups_beyondTheLimit_areCountedAsDropped() {
    ProfileGroups groups = new ProfileGroups();
    Origin site = new Origin(ledger.sites().other(), null);
    for (int i = 0; i < ThreadProfile.MAX_GROUPS + 5; i++) {
      StackTraceElement frame = new StackTraceElement("com.acme.A", "run", "A.java", i);
      groups.add(
          site, Thread.State.WAITING, new StackTraceElement[] {frame}, new Member(i, "a", null));
    }

    assertThat(groups.groups()).hasSize(ThreadProfile.MAX_GROUPS);
    assertThat(groups.dropped()).isEqualTo(5);
    assertThat(groups.groups().get(0).site()).isEqualTo(CreationSite.other(ThreadKind.PLATFORM));
  }

  private long nextId() {
    return ThreadIds.of(new Thread(() -> {}));
  }

  private void startWaiting(int count, SiteEntry site) {
    List<Thread> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(null, () -> awaitEnd(), "waiting-" + i, 128 << 10);
      ledger.started(ThreadIds.of(thread), site, ledger.nanos());
      thread.start();
      made.add(thread);
    }
    started.addAll(made);
    Awaitility.await()
        .until(() -> made.stream().allMatch(one -> one.getState() == Thread.State.WAITING));
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Group groupOf(ThreadProfile profile, String method) {
    return profile.groups().stream()
        .filter(
            group ->
                group.frames().stream().anyMatch(frame -> frame.getMethodName().equals(method)))
        .findFirst()
        .orElseThrow();
  }
}
