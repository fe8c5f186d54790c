package io.threadleak.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.heap.HeapGraph;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The walk takes steps in proportion to the heap, whatever its shape. */
final class ChainsTest {

  private static final int VISITS_PER_OBJECT = 4;

  /** Each thread holds the latch of the next; of the last nobody knows whether it comes first. */
  private static PaperJdk chain(int threads, boolean isAlive, boolean isBackwards) {
    PaperJdk paper = new PaperJdk(25);
    int[] latches = new int[threads + 1];
    for (int i = 0; i <= threads; i++) {
      latches[i] = paper.latch();
    }
    for (int i = 0; i < threads; i++) {
      int at = isBackwards ? threads - 1 - i : i;
      paper.awaiting(latches[at], latches[at + 1]);
    }
    if (isAlive) {
      paper.isStatic(latches[0]);
    }
    return paper;
  }

  @ParameterizedTest
  @CsvSource({
    "1000, true, true", "1000, true, false", "1000, false, true", "1000, false, false",
    "30000, true, true", "30000, true, false", "30000, false, true", "30000, false, false"
  })
  void chain_ofThreadsThatWakeEachOther_takesStepsInProportion(
      int threads, boolean isAlive, boolean isBackwards) {
    PaperJdk paper = chain(threads, isAlive, isBackwards);
    ProofFindings findings = paper.findings();
    assertThat(findings.findings().stream().mapToInt(each -> each.threadIds().size()).sum())
        .isEqualTo(isAlive ? 0 : threads);
    assertThat(paper.heap().visits()).isLessThan((long) VISITS_PER_OBJECT * paper.heap().objects());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void worklist_smallerThanNeeded_givesEachObjectOnce(int places) {
    Worklist work = new Worklist(1_000, places);
    for (int object = 0; object < 1_000; object++) {
      work.add(object);
    }
    long sum = 0;
    int count = 0;
    for (int object = work.remove(); object != HeapGraph.NONE; object = work.remove()) {
      sum += object;
      count++;
      if (count == 500) {
        work.add(0);
      }
    }
    assertThat(count).isEqualTo(1_001);
    assertThat(sum).isEqualTo(999 * 500);
  }

  @Test
  void hiddenRoot_ofFreshDump_keepsWhatItHolds() {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int waiter = paper.awaiting(latch);
    int hidden = paper.heap().object("com.acme.Hidden");
    paper.heap().refer(hidden, "com.acme.Hidden#latch", latch);
    assertThat(paper.tier(waiter, fresh(true))).isNull();
    assertThat(paper.tier(waiter, fresh(false))).isNotNull();
    assertThat(HeapProof.of(paper.heap(), fresh(true)).hidden()).isPositive();
  }

  @Test
  void hiddenRoot_alsoWeaklyReachable_keepsWhatItHolds() {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int waiter = paper.awaiting(latch);
    int hidden = paper.heap().object("com.acme.Hidden");
    paper.heap().refer(hidden, "com.acme.Hidden#latch", latch);
    paper.isStatic(paper.reference("Weak", hidden));
    assertThat(paper.tier(waiter, fresh(true))).isNull();
  }

  @Test
  void hiddenRoots_ofWhatAWaiterAloneExplains_areNone() {
    PaperJdk paper = new PaperJdk(25);
    int waiter = paper.awaiting(paper.latch(), paper.heap().object("com.acme.Held"));
    assertThat(paper.tier(waiter, fresh(true))).isNotNull();
  }

  private static ProofQuestion fresh(boolean isFresh) {
    return new ProofQuestion(Set.of(), Set.of(), Map.of(), "", isFresh, true);
  }

  @Test
  void thread_inNativeCodeOfTheApplication_isABlindSpot() {
    PaperJdk paper = new PaperJdk(25);
    int thread = paper.thread(PaperJdk.RUNNABLE);
    paper.stack(thread, paper.heap().frame("com.acme.Native.poll", true));
    paper.stack(paper.thread(PaperJdk.RUNNABLE), paper.heap().frame("sun.nio.ch.EPoll.wait", true));
    assertThat(paper.findings().blindSpots())
        .singleElement()
        .asString()
        .startsWith("1 thread is in native code")
        .contains("com.acme.Native.poll");
  }

  @Test
  void retained_bytesOfTwoGroups_areEachCountedOnce() {
    PaperJdk paper = new PaperJdk(25);
    int shared = paper.heap().object("com.acme.Shared");
    paper.awaiting(paper.latch(), shared);
    paper.isStatic(paper.awaiting(paper.latch(), shared));
    paper.running();
    assertThat(paper.findings().findings()).extracting(ThreadFinding::retainedBytes).hasSize(2);
    long bytes = paper.findings().findings().stream().mapToLong(ThreadFinding::retainedBytes).sum();
    paper.running(shared);
    long without =
        paper.findings().findings().stream().mapToLong(ThreadFinding::retainedBytes).sum();
    assertThat(bytes - without).isEqualTo(16 + 16); // the shared object and its class
  }
}
