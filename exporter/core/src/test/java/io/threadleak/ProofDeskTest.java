package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;
import io.threadleak.model.SampleReports;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who shares a proof with whom, and who waits for his turn. */
final class ProofDeskTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FakeEngines engines = new FakeEngines();
  private final ProofDesk desk = new ProofDesk(engines);

  @AfterEach
  void close() {
    engines.release.countDown();
    desk.close();
    await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::proves));
  }

  @Test
  void request_sameEngineMeanwhile_sharesTheProof() throws Exception {
    ProofRun first = desk.request(ProofEngine.DUMP);
    ProofRun second = desk.request(ProofEngine.AUTO);
    engines.release.countDown();

    assertThat(second.await(PATIENCE)).isSameAs(first.await(PATIENCE));
    assertThat(engines.begun).containsExactly(ProofEngine.DUMP);
  }

  @Test
  void request_otherEngineMeanwhile_waitsForItsTurn() throws Exception {
    ProofRun dump = desk.request(ProofEngine.DUMP);
    await().until(() -> engines.begun.size() == 1);
    ProofRun collector = desk.request(ProofEngine.COLLECTOR);

    assertThat(collector.progress().phase()).contains("waiting for its turn");
    assertThat(dump.progress().phase()).isEqualTo("dump");
    engines.release.countDown();

    dump.await(PATIENCE);
    collector.await(PATIENCE);
    assertThat(engines.begun).containsExactly(ProofEngine.DUMP, ProofEngine.COLLECTOR);
    assertThat(engines.mostAtATime).isEqualTo(1);
  }

  @Test
  void cancel_whileWaitingForItsTurn_endsAtOnceAndLeavesNoThread() {
    desk.request(ProofEngine.DUMP);
    await().until(() -> engines.begun.size() == 1);
    for (int i = 0; i < 20; i++) {
      ProofRun waiting = desk.request(ProofEngine.COLLECTOR);
      waiting.cancel();
      assertThatThrownBy(() -> waiting.await(PATIENCE)).hasMessageContaining("cancelled");
    }

    await()
        .until(
            () -> Thread.getAllStackTraces().keySet().stream().filter(this::proves).count() == 1);
    assertThat(engines.begun).containsExactly(ProofEngine.DUMP);
  }

  @Test
  void request_afterAllHaveLeft_isAnotherProofThatWaitsForTheFirst() throws Exception {
    desk.request(ProofEngine.DUMP).cancel();
    ProofRun next = desk.request(ProofEngine.DUMP);
    engines.release.countDown();

    next.await(PATIENCE);
    assertThat(engines.mostAtATime).isEqualTo(1);
  }

  @Test
  void request_closedDesk_isCancelled() {
    desk.close();

    for (ProofEngine engine : ProofEngine.values()) {
      assertThatThrownBy(() -> desk.request(engine).await(PATIENCE))
          .isInstanceOfSatisfying(
              ProofException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED))
          .hasMessageContaining("closed");
    }
  }

  @Test
  void await_beyondPatience_isTimedOutAndTheProofGoesOn() throws Exception {
    ProofRun run = desk.request(ProofEngine.COLLECTOR);

    assertThatThrownBy(() -> run.await(Duration.ofMillis(10)))
        .isInstanceOfSatisfying(
            ProofException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));
    engines.release.countDown();
    assertThat(run.await(PATIENCE)).isNotNull();
  }

  private boolean proves(Thread thread) {
    return OwnThreads.owns(thread) && thread.getName().contains("proving");
  }

  /** Engines whose proofs are made once they are released. */
  private static final class FakeEngines implements ProofDesk.Engines {

    final CountDownLatch release = new CountDownLatch(1);
    final List<ProofEngine> begun = new CopyOnWriteArrayList<>();
    private int atATime;
    int mostAtATime;

    @Override
    public ProofEngine choose(ProofEngine asked) {
      return asked == ProofEngine.AUTO ? ProofEngine.DUMP : asked;
    }

    @Override
    public ProofAttempt attempt(ProofEngine engine) {
      CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
      return new ProofAttempt() {
        @Override
        public ProofReport make() throws ProofException, InterruptedException {
          enter(engine);
          try {
            release.await();
          } finally {
            leave();
          }
          if (cancelled.isDone()) {
            throw new ProofException(Reason.CANCELLED, "the proof was cancelled");
          }
          return SampleReports.proof();
        }

        @Override
        public ProofProgress progress() {
          return new ProofProgress(engine.label(), 0);
        }

        @Override
        public void cancel() {
          cancelled.complete(true);
        }
      };
    }

    private synchronized void enter(ProofEngine engine) {
      begun.add(engine);
      atATime++;
      mostAtATime = Math.max(mostAtATime, atATime);
    }

    private synchronized void leave() {
      atATime--;
    }
  }
}
