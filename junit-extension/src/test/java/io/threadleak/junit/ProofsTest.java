package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.ThreadProof;
import io.threadleak.model.ProofException;
import io.threadleak.proving.ProofLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs for whoever accuses. */
final class ProofsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final CountDownLatch end = new CountDownLatch(1);
  @TempDir private Path directory;

  @BeforeEach
  void haveSomeoneWait() {
    Thread candidate = start(this::awaitEnd);
    Awaitility.await().atMost(PATIENCE).until(() -> isWaiting(candidate));
  }

  @AfterEach
  void endAll() {
    end.countDown();
  }

  @Test
  void make_askedForWhileOneIsMade_isTheNextOneAndShared() throws Exception {
    Proofs proofs = new Proofs();
    List<FutureTask<ThreadProof>> asked = List.of(ask(proofs), ask(proofs), ask(proofs));
    proofs.looking().lock(); // nothing is dumped before the others wait
    try {
      Thread first = start(asked.get(0));
      Awaitility.await().atMost(PATIENCE).until(() -> isInTurn(first));
      Thread second = start(asked.get(1));
      Thread third = start(asked.get(2));
      Awaitility.await().atMost(PATIENCE).until(() -> isWaiting(second) && isWaiting(third));
    } finally {
      proofs.looking().unlock();
    }

    assertThat(asked.get(1).get()).isNotSameAs(asked.get(0).get());
    assertThat(asked.get(1).get()).isSameAs(asked.get(2).get());
  }

  @Test
  void make_thatCannotBeAfforded_isToldInTheMessage() {
    Proofs strict = new Proofs(new ProofLimits(directory, 1 << 20, PATIENCE));

    assertThatThrownBy(strict::make)
        .isInstanceOfSatisfying(
            ProofException.class,
            refused ->
                assertThat(Fates.unknown(refused.getMessage()).means())
                    .startsWith("Whether they can still end is not known: ")
                    .contains("MB of the heap are in use"));
  }

  private static FutureTask<ThreadProof> ask(Proofs proofs) {
    return new FutureTask<>(proofs::make);
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  /** Whether it makes a proof, and has come to where it waits for those who look. */
  private static boolean isInTurn(Thread thread) {
    return List.of(thread.getStackTrace()).toString().contains("tryLock");
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
