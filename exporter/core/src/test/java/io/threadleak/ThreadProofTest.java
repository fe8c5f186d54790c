package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.ThreadIds;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.proving.ProofLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs about single threads of this very JVM, without a monitor. */
final class ThreadProofTest {

  private static final CountDownLatch HELD = new CountDownLatch(1);
  private static final String NAME = "thread-proof-test-";

  @TempDir private Path directory;

  @AfterEach
  void end() {
    own().forEach(Thread::interrupt);
  }

  @Test
  void make_moreThreadsThanAReportNames_tellsOfEach() throws Exception {
    long held = start(HELD);
    long[] lost = new long[ProvenGroup.MAX_THREAD_IDS + 1];
    for (int i = 0; i < lost.length; i++) {
      lost[i] = start(new CountDownLatch(1));
    }
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> waiting() == lost.length + 1);
    ProofLimits limits = new ProofLimits(directory, Long.MAX_VALUE, Duration.ofMinutes(3));

    ThreadProof proof = ThreadProof.make(limits, new ReentrantLock());

    for (long id : lost) {
      assertThat(proof.byThread().get(id))
          .isNotNull()
          .returns(ProofTier.PROVED, ProvenGroup::tier)
          .returns("a java.util.concurrent.CountDownLatch", ProvenGroup::waitsFor);
    }
    assertThat(proof.byThread()).doesNotContainKey(held);
    assertThat(proof.report().threads(ProofTier.PROVED)).isGreaterThanOrEqualTo(lost.length);
  }

  /** The id of a new thread that waits for it; nobody has the thread. */
  private static long start(CountDownLatch latch) {
    Thread thread =
        new Thread(
            () -> {
              try {
                latch.await();
              } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setName(NAME + ThreadIds.of(thread));
    thread.setDaemon(true);
    thread.start();
    return ThreadIds.of(thread);
  }

  private static long waiting() {
    return own().filter(thread -> thread.getState() == Thread.State.WAITING).count();
  }

  private static Stream<Thread> own() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(NAME));
  }
}
