package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.VirtualStarts;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import io.threadleak.oracle.CollectorOracle;
import io.threadleak.sampling.JdkThreadContainers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Proofs by the collector as whoever has a monitor asks for them. */
final class VirtualProofsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void prove_withoutTheAgent_isRefusedWithTheCure() {
    try (ThreadLeakMonitor monitor = ThreadLeakMonitor.builder().start()) {
      assertThatThrownBy(() -> monitor.proveVirtual(PATIENCE))
          .isInstanceOfSatisfying(
              ProofException.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.REFUSED))
          .hasMessageContaining(
              VirtualThreadApi.exists() ? "-javaagent:threadleak.jar" : "engine=dump");
    }
  }

  @Test
  void prove_closedMonitor_isCancelled() {
    ThreadLeakMonitor monitor = ThreadLeakMonitor.builder().start();
    monitor.close();
    assertThatThrownBy(() -> monitor.proveVirtual(PATIENCE))
        .isInstanceOfSatisfying(
            ProofException.class,
            closed -> assertThat(closed.reason()).isEqualTo(Reason.CANCELLED));
  }

  @Tag("opened-jdk")
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "no virtual threads before")
  void prove_leakedThreads_areToldBySiteStackAndReason() throws Exception {
    VirtualStarts starts =
        new VirtualStarts(ApplicationCode.ofThisJvm(List.of("io.threadleak")), 1);
    try (ThreadLeakMonitor monitor =
        ThreadLeakMonitor.builder()
            .interval(Duration.ofSeconds(1))
            .virtualThreads(starts)
            .start()) {
      leak(30, VirtualProofsTest::takeFromQueue);
      leak(20, VirtualProofsTest::awaitLatch);
      leak(10, LockSupport::park);

      ProofReport report =
          await()
              .atMost(PATIENCE)
              .until(
                  () -> monitor.proveVirtual(PATIENCE),
                  seen -> seen.threads(ProofTier.PROVED) == 60);

      assertThat(report.engine()).isEqualTo(Engine.COLLECTOR);
      assertStandsInTheReport(monitor, report);
      assertThat(report.candidates()).isGreaterThanOrEqualTo(60);
      assertThat(report.groups()).hasSize(3);
      ProvenGroup queue = report.groups().get(0);
      assertThat(queue.threads()).isEqualTo(30);
      assertThat(queue.threadIds()).hasSize(30).isSorted();
      assertThat(queue.site().kind()).isEqualTo(ThreadKind.VIRTUAL);
      assertThat(queue.site().label()).contains("takeFromQueue");
      assertThat(queue.why())
          .isEqualTo(
              "It waits on a java.util.concurrent.SynchronousQueue that nothing alive can reach: the"
                  + " garbage collector found it unreachable.");
      assertThat(report.groups().get(1).waitsFor())
          .isEqualTo("a java.util.concurrent.CountDownLatch");
      assertThat(report.groups().get(2).waitsFor()).isEqualTo("a call of LockSupport.unpark");
      assertThat(report.assumptions()).singleElement().asString().contains("weak reference");
    } finally {
      endLeaked();
    }
  }

  private static void assertStandsInTheReport(ThreadLeakMonitor monitor, ProofReport proof) {
    assertThat(monitor.report().proof()).isNotNull();
    assertThat(monitor.report().proof().time()).isEqualTo(proof.time());
    assertThat(monitor.report().proof().platformTime()).isNull();
    assertThat(monitor.report().proof().threads(ProofTier.PROVED)).isEqualTo(60);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                monitor.report().sites().stream()
                    .filter(row -> row.site().label().contains("takeFromQueue"))
                    .anyMatch(row -> row.verdict().verdict() == Verdict.PROVEN));
  }

  /** What a test has leaked the collector still finds. */
  private static void endLeaked() throws ProofException {
    new CollectorOracle(new JdkThreadContainers())
        .look(PATIENCE)
        .found()
        .forEach(Thread::interrupt);
  }

  private static void leak(int threads, Runnable task) {
    for (int i = 0; i < threads; i++) {
      Objects.requireNonNull(VirtualThreadApi.unstarted(task)).start();
    }
  }

  private static void takeFromQueue() {
    try {
      new SynchronousQueue<String>().take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitLatch() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
