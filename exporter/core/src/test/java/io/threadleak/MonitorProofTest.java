package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.attribution.CountedThreads;
import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.VirtualApi;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.SiteReport;
import io.threadleak.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Proofs about this very JVM, as a library makes them. */
final class MonitorProofTest {

  private static final CountDownLatch HELD = new CountDownLatch(1);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path directory;
  private ThreadLeakMonitor monitor;

  @BeforeEach
  void start() {
    monitor =
        ThreadLeakMonitor.builder()
            .interval(Duration.ofSeconds(1))
            .pinnedEvents(false)
            .proofDirectory(directory)
            .start();
  }

  @AfterEach
  void close() {
    monitor.close();
    interrupt("proof-test-");
  }

  @Test
  void prove_latchThatNobodyHolds_isProvedAndStandsInTheReport() throws Exception {
    for (int i = 0; i < 3; i++) {
      awaitNewLatch("proof-test-lost-" + i);
    }
    await(HELD, "proof-test-held");

    ProofReport proof = monitor.prove().await(PATIENCE);

    ProvenGroup group = groupOf(proof, "proof-test-lost-0");
    assertThat(group.tier()).isEqualTo(ProofTier.PROVED);
    assertThat(group.threads()).isEqualTo(3);
    assertThat(group.waitsFor()).contains("CountDownLatch");
    assertThat(proof.groups()).noneMatch(any -> any.names().contains("proof-test-held"));
    assertThat(proof.pauseSeconds()).isPositive();
    assertThat(monitor.report().proof()).isEqualTo(proof);
    assertThat(row(group.site().id()).verdict().verdict()).isEqualTo(Verdict.PROVEN);
    assertThat(filesLeft()).isEmpty();
    // Told of the outcome before the thread that made it is at its end.
    Awaitility.await()
        .until(
            () ->
                ownThreads().stream()
                    .noneMatch(name -> name.contains("proving") || name.contains("pause")));
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  /** The tasks that threadleak counts are linked with each other, and hold what they wait for. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "stacks of virtual threads in dumps")
  void prove_countedVirtualThreads_areProvedAsOthersAre() throws Exception {
    CountedThreads counted = new CountedThreads();
    ThreadFactory factory = counted.factory(VirtualApi.factory());
    try (ThreadLeakMonitor counting =
        ThreadLeakMonitor.builder()
            .virtualThreads(counted)
            .pinnedEvents(false)
            .proofDirectory(directory)
            .start()) {
      for (int i = 0; i < 3; i++) {
        start(factory, new CountDownLatch(1), "proof-test-counted-lost-" + i);
      }
      start(factory, HELD, "proof-test-counted-held");
      Awaitility.await().until(() -> waiting(counted) == 4);

      ProofReport proof = counting.prove().await(PATIENCE);

      assertThat(groupOf(proof, "proof-test-counted-lost-0"))
          .returns(ProofTier.PROVED, ProvenGroup::tier)
          .returns(3, ProvenGroup::threads);
      assertThat(proof.groups()).noneMatch(any -> any.names().contains("proof-test-counted-held"));
    } finally {
      counted.forEach(
          (thread, task) -> {
            thread.interrupt();
            return true;
          });
    }
  }

  @Test
  void report_provedThreadThatEnds_isTakenBack() throws Exception {
    awaitNewLatch("proof-test-ends");
    String site = groupOf(monitor.prove().await(PATIENCE), "proof-test-ends").site().id();

    interrupt("proof-test-ends");

    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> monitor.report().proof().threads(ProofTier.PROVED, site) == 0);
    assertThat(row(site).verdict().verdict()).isNotEqualTo(Verdict.PROVEN);
  }

  @Test
  void prove_askedForTwice_isOneProof() throws Exception {
    ProofRun first = monitor.prove();
    ProofRun second = monitor.prove();

    first.cancel();

    assertThat(second.await(PATIENCE)).isEqualTo(monitor.report().proof());
  }

  @Test
  void cancel_byAllWhoAsked_endsItAndLeavesNothing() {
    awaitNewLatch("proof-test-cancelled");
    ProofRun run = monitor.prove();

    run.cancel();

    assertThatThrownBy(() -> run.await(PATIENCE))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining("cancelled");
    Awaitility.await().atMost(PATIENCE).until(() -> filesLeft().isEmpty());
    assertThat(monitor.report().proof()).isNull();
  }

  @Test
  void prove_moreHeapThanAllowed_isRefused() {
    awaitNewLatch("proof-test-refused");
    ThreadLeakMonitor strict =
        ThreadLeakMonitor.builder().pinnedEvents(false).proofMaxHeap(1 << 20).start();
    try {
      assertThatThrownBy(() -> strict.prove().await(PATIENCE))
          .hasMessageContaining("proofMaxHeap=1MB");
    } finally {
      strict.close();
    }
  }

  @Test
  void prove_monitorThatIsClosed_isCancelled() {
    monitor.close();

    assertThatThrownBy(() -> monitor.prove().await(PATIENCE)).hasMessageContaining("closed");
  }

  private static void start(ThreadFactory factory, CountDownLatch latch, String name) {
    Thread thread = factory.newThread(() -> awaitQuietly(latch));
    thread.setName(name);
    thread.start();
  }

  private static int waiting(CountedThreads counted) {
    AtomicInteger waiting = new AtomicInteger();
    counted.forEach(
        (thread, task) -> {
          if (thread.getState() == Thread.State.WAITING) {
            waiting.incrementAndGet();
          }
          return true;
        });
    return waiting.get();
  }

  @Test
  void prove_freeingIsAskedFor_endsWhatIsProvedAlone() throws Exception {
    monitor.close();
    monitor =
        ThreadLeakMonitor.builder()
            .interval(Duration.ofSeconds(1))
            .pinnedEvents(false)
            .proofDirectory(directory)
            .freeProven(true)
            .start();
    awaitNewLatch("proof-test-freed");
    await(HELD, "proof-test-kept");

    ProvenGroup group = groupOf(monitor.prove().await(PATIENCE), "proof-test-freed");

    assertThat(group.tier()).isEqualTo(ProofTier.PROVED);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> monitor.report().proof().threads(ProofTier.PROVED, group.site().id()) == 0);
    assertThat(monitor.report().self().freedThreads()).isPositive();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .contains("proof-test-kept")
        .doesNotContain("proof-test-freed");
  }

  /** By enumeration, the one way in which a thread that is proved leaked can be ended. */
  private static void interrupt(String namePrefix) {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(namePrefix))
        .forEach(Thread::interrupt);
  }

  private static ProvenGroup groupOf(ProofReport proof, String thread) {
    return proof.groups().stream()
        .filter(group -> group.names().contains(thread))
        .findAny()
        .orElseThrow(() -> new AssertionError(proof));
  }

  /** Of the next round where a proof was through before it. */
  private SiteReport row(String siteId) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                monitor.report().sites().stream()
                    .filter(row -> row.site().id().equals(siteId))
                    .findAny(),
            Optional::isPresent)
        .orElseThrow();
  }

  private List<Path> filesLeft() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static List<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(OwnThreads::owns)
        .map(Thread::getName)
        .toList();
  }

  /** On a frame of its own, so that no local variable of a test holds the latch. */
  private static void awaitNewLatch(String name) {
    await(new CountDownLatch(1), name);
  }

  private static void await(CountDownLatch latch, String name) {
    Thread thread = new Thread(() -> awaitQuietly(latch), name);
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
