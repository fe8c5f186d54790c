package io.threadleak.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ProofTier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tiers, on the smallest heaps that show them. */
final class HeapProofTest {

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void latch_heldByItsWaiterAlone_isProved(int jdk) {
    PaperJdk paper = new PaperJdk(jdk);
    int waiter = paper.awaiting(paper.latch());
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void latch_static_isNoFinding(int jdk) {
    PaperJdk paper = new PaperJdk(jdk);
    int latch = paper.latch();
    int waiter = paper.awaiting(latch);
    paper.isStatic(latch);
    assertThat(paper.tier(waiter)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void latch_heldByRunningThread_isNoFinding(int jdk) {
    PaperJdk paper = new PaperJdk(jdk);
    int latch = paper.latch();
    int waiter = paper.awaiting(latch);
    paper.running(latch);
    assertThat(paper.tier(waiter)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void thread_heldByStatic_isStuck(int jdk) {
    PaperJdk paper = new PaperJdk(jdk);
    int waiter = paper.awaiting(paper.latch());
    paper.isStatic(waiter);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.STUCK);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void latch_weaklyReachable_isProbable(int jdk) {
    PaperJdk paper = new PaperJdk(jdk);
    int latch = paper.latch();
    int waiter = paper.awaiting(latch);
    paper.isStatic(paper.reference("Weak", latch));
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROBABLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void mainThread_waitingForEver_isNoFindingYetHoldsNothing(int jdk) {
    PaperJdk paper = new PaperJdk(jdk);
    int latch = paper.latch();
    int main = paper.isMain(paper.awaiting(paper.latch(), latch));
    int waiter = paper.awaiting(latch);
    assertThat(paper.tier(main)).isNull();
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
    assertThat(paper.findings().passedOverIds()).containsExactly(paper.id(main));
  }
}
