package io.threadleak.proving;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ProofTier;
import io.threadleak.model.ThreadKind;
import io.threadleak.proof.ProofFindings;
import io.threadleak.proof.ProofQuestion;
import io.threadleak.proof.ThreadFinding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecheckTest {

  private static final long MAIN = 1;
  private static final long BEHIND = 2;

  private final List<Set<Long>> asked = new ArrayList<>();

  @Test
  void settle_mainThreadThatWasBeingWoken_isAskedForAndTakenForLive() throws Exception {
    Message.Found found = settle(Set.of(MAIN));

    assertThat(asked).containsExactly(Set.of(MAIN, BEHIND), Set.of());
    assertThat(found.findings().findings()).isEmpty();
    assertThat(found.moved()).isEqualTo(1);
  }

  @Test
  void settle_nobodyMoved_standsAtOnce() throws Exception {
    Message.Found found = settle(Set.of());

    assertThat(asked).containsExactly(Set.of(MAIN, BEHIND));
    assertThat(found.findings().findings()).hasSize(1);
  }

  private Message.Found settle(Set<Long> moved) throws Exception {
    return Recheck.settle(
        new MainHoldsTheOther(),
        ProofQuestion.ofAnyDump(),
        (platformIds, virtualIds) -> {
          asked.add(platformIds);
          Set<Long> answer = new HashSet<>(platformIds);
          answer.retainAll(moved);
          return answer;
        },
        (phase, fraction) -> {});
  }

  /** A heap in which the main thread waits, and alone holds what another one waits for. */
  private static final class MainHoldsTheOther implements HeapAnalysis.Opened {

    @Override
    public ProofFindings find(ProofQuestion question, HeapAnalysis.Steps steps) {
      boolean waits = !question.movedIds().contains(MAIN);
      return new ProofFindings(
          2,
          2,
          0,
          0,
          waits ? List.of(behind()) : List.of(),
          waits ? Set.of(MAIN) : Set.of(),
          List.of(),
          List.of());
    }

    private static ThreadFinding behind() {
      return new ThreadFinding(
          ProofTier.PROVED,
          ThreadKind.PLATFORM,
          List.of(BEHIND),
          List.of("behind"),
          List.of(),
          "a java.util.concurrent.CountDownLatch",
          "Nothing alive can reach it.",
          List.of(),
          0);
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }
}
