package io.threadleak.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs about this very JVM that do not come to an end in time. */
final class HeapDumpProofTest {

  private final CountDownLatch end = new CountDownLatch(1);
  private final Lock quiet = new ReentrantLock();

  @TempDir private Path directory;
  private Thread candidate;

  @BeforeEach
  void haveSomeoneWaitWithTheLock() {
    candidate =
        new Thread(
            () -> {
              quiet.lock();
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                quiet.unlock();
              }
            });
    candidate.start();
    while (candidate.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    end.countDown();
    candidate.join();
  }

  @Test
  void run_deadlineThatIsOver_isToldWithThePhaseAndLeavesNothing() {
    ProofException late = failureOf(Duration.ofMillis(1));

    assertThat(late.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(late).hasMessageStartingWith("the proof was not through after 0 s, while ");
    assertNothingIsLeft();
  }

  @Test
  void run_roundThatDoesNotEnd_isToldAndLeavesNothing() {
    ProofException late = failureOf(Duration.ofSeconds(5));

    assertThat(late.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(late).hasMessageContaining("dumping the heap");
    assertNothingIsLeft();
  }

  private ProofException failureOf(Duration deadline) {
    ProofLimits limits = new ProofLimits(directory, Long.MAX_VALUE, deadline);
    HeapDumpProof proof = new HeapDumpProof(limits, VirtualThreadView.NONE, quiet);
    return catchThrowableOfType(ProofException.class, proof::run);
  }

  private void assertNothingIsLeft() {
    assertThat(directory).isEmptyDirectory();
    assertThat(ProcessHandle.current().children()).isEmpty();
  }
}
