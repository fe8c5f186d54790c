package io.threadleak.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ProofTier;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits without a timeout, for what, and what would wake it. */
final class WaitsTest {

  private static final String AQS = "java.util.concurrent.locks.AbstractQueuedSynchronizer";

  @ParameterizedTest
  @ValueSource(longs = {0x5, 0xe1, 0x1a1, 0x2a1, 0x2})
  void thread_inAnyOtherState_isNoCandidate(long status) {
    PaperJdk paper = new PaperJdk(17);
    int latch = paper.latch();
    int thread = paper.thread(status);
    paper.parksIn(thread, paper.syncOf(latch), latch);
    assertThat(paper.findings().candidates()).isZero();
  }

  @Test
  void thread_interrupted_isLive() {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int waiter = paper.awaiting(paper.latch(), latch);
    paper.heap().set(waiter, "interrupted", 1);
    int behind = paper.awaiting(latch);
    assertThat(paper.tier(waiter)).isNull();
    assertThat(paper.tier(behind)).isNull();
  }

  @Test
  void thread_thatMovedOrProves_isLive() {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int moved = paper.awaiting(paper.latch(), latch);
    int behind = paper.awaiting(latch);
    Set<Long> id = Set.of(paper.id(moved));
    ProofQuestion movedOne = new ProofQuestion(id, Set.of(), Map.of(), "", false, true);
    ProofQuestion own = new ProofQuestion(Set.of(), id, Map.of(), "", false, true);
    assertThat(paper.tier(behind)).isEqualTo(ProofTier.PROVED);
    for (ProofQuestion question : new ProofQuestion[] {movedOne, own}) {
      assertThat(paper.tier(moved, question)).isNull();
      assertThat(paper.tier(behind, question)).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"4, parkPermit", "5, parkPermit", "4, interrupted", "5, interrupted"})
  void virtualThread_withPermitOrInterrupted_isLive(long state, String flag) {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int waiter = paper.virtualThread(state);
    paper.parksIn(waiter, paper.syncOf(latch), latch);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
    paper.heap().set(waiter, flag, 1);
    assertThat(paper.tier(waiter)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 8, 9, 11, 14, 18, 4 | 256})
  void virtualThread_inAnyOtherState_isNoCandidate(long state) {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    paper.parksIn(paper.virtualThread(state), paper.syncOf(latch), latch);
    assertThat(paper.findings().candidates()).isZero();
  }

  @Test
  void virtualThreads_before22_areRefused() {
    PaperJdk paper = new PaperJdk(21);
    paper.awaiting(paper.latch());
    assertThat(paper.findings().findings()).hasSize(1);
    paper.virtualThread(5);
    assertThat(paper.findings().findings()).isEmpty();
    assertThat(paper.findings().blindSpots()).singleElement().asString().contains("JDK 21");
  }

  @Test
  void carrier_ofPinnedWaiter_isNoRootOfIt() {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int pinned = paper.virtualThread(5);
    paper.parksIn(pinned, paper.syncOf(latch), latch);
    int carrier = paper.thread(PaperJdk.PARKED);
    paper.heap().refer(pinned, "java.lang.VirtualThread#carrierThread", carrier);
    paper.heap().refer(carrier, "java.lang.Thread#cont", pinned);
    paper.stack(carrier, paper.heap().frame("jdk.internal.vm.Continuation.run", pinned, latch));
    paper.isStatic(carrier);
    assertThat(paper.tier(pinned)).isEqualTo(ProofTier.PROVED);
    assertThat(paper.tier(carrier)).isNull();
  }

  @Test
  void unpark_ofUnknownCode_needsTheThread() {
    PaperJdk paper = new PaperJdk(25);
    int blocker = paper.heap().object("com.acme.Blocker");
    int waiter = paper.thread(PaperJdk.PARKED);
    paper.parks(waiter, blocker, "com.acme.Blocker.park");
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
    paper.isStatic(waiter);
    assertThat(paper.tier(waiter)).isNull();
  }

  @Test
  void unpark_belowListedClassWithForeignBlocker_needsTheThread() {
    PaperJdk paper = new PaperJdk(25);
    int waiter = paper.thread(PaperJdk.PARKED);
    int blocker = paper.heap().object("com.acme.Blocker");
    paper.parks(waiter, blocker, "java.util.concurrent.FutureTask.awaitDone");
    paper.isStatic(waiter);
    assertThat(paper.tier(waiter)).isNull();
  }

  @Test
  void condition_notSignalled_needsTheConditionAlone() {
    PaperJdk paper = new PaperJdk(25);
    int lock = paper.lock(-1);
    int waiter = awaitsCondition(paper, lock, 2);
    paper.isStatic(lock);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
  }

  @Test
  void condition_signalledWhileLockIsHeld_needsTheLockAlone() {
    PaperJdk paper = new PaperJdk(25);
    int lock = paper.lock(-1);
    int waiter = awaitsCondition(paper, lock, 1);
    paper.running(lock);
    assertThat(paper.tier(waiter)).isNull();
  }

  private static int awaitsCondition(PaperJdk paper, int lock, long status) {
    PaperHeap heap = paper.heap();
    int condition = heap.object(AQS + "$ConditionObject");
    int node = heap.object(AQS + "$ConditionNode");
    int waiter = paper.thread(PaperJdk.PARKED);
    heap.refer(condition, AQS + "$ConditionObject#this$0", paper.syncOf(lock));
    heap.refer(node, AQS + "$Node#waiter", waiter).set(node, "status", status);
    heap.refer(waiter, "java.lang.Thread#parkBlocker", condition);
    paper.stack(
        waiter,
        paper.heap().frame("java.util.concurrent.locks.LockSupport.park"),
        paper.heap().frame(AQS + "$ConditionNode.block", node),
        paper.heap().frame(AQS + "$ConditionObject.await", condition, node));
    return waiter;
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void wait_knownByItsFrame_isProvedAlone(int jdk) {
    PaperJdk paper = new PaperJdk(jdk);
    int monitor = paper.heap().object("java.lang.Object");
    int waiter = paper.thread(PaperJdk.WAITING);
    paper.stack(
        waiter,
        paper.heap().frame("java.lang.Object.wait", true),
        paper.heap().frame("java.lang.Object.wait", monitor),
        paper.heap().frame("com.acme.Waits.here"));
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
    paper.isStatic(monitor);
    assertThat(paper.tier(waiter)).isNull();
  }

  @Test
  void wait_knownByNothing_isLive() {
    PaperJdk paper = new PaperJdk(25);
    int waiter = waitsCompiled(paper);
    assertThat(paper.tier(waiter)).isNull();
  }

  @Test
  void wait_guessedByWhatTheCallerHolds_isProbableAndItsStackAlive() {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int waiter = waitsCompiled(paper, latch);
    int behind = paper.awaiting(latch);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROBABLE);
    assertThat(paper.tier(behind)).isEqualTo(ProofTier.PROBABLE);
  }

  @Test
  void wait_publishedMonitor_isKnown() {
    PaperJdk paper = new PaperJdk(25);
    int waiter = waitsCompiled(paper);
    int monitor = paper.heap().object("java.lang.Object");
    int pairs = paper.heap().object("[Ljava.lang.Object;");
    paper.heap().element(pairs, waiter).element(pairs, monitor).rootClass("com.acme.Monitors");
    paper.heap().referStatic("com.acme.Monitors", "monitors", pairs);
    ProofQuestion question =
        new ProofQuestion(Set.of(), Set.of(), Map.of(), "com.acme.Monitors", true, true);
    assertThat(paper.tier(waiter, question)).isEqualTo(ProofTier.PROVED);
    paper.isStatic(monitor);
    assertThat(paper.tier(waiter, question)).isNull();
  }

  private static int waitsCompiled(PaperJdk paper, int... held) {
    int waiter = paper.thread(PaperJdk.WAITING);
    paper.stack(
        waiter,
        paper.heap().frame("java.lang.Object.wait0", true),
        paper.heap().frame("java.lang.Object.wait", waiter),
        paper.heap().frame("com.acme.Waits.here", held));
    return waiter;
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void join_ofWaitingThread_sharesItsFate(int jdk) {
    PaperJdk paper = new PaperJdk(jdk);
    int joined = paper.awaiting(paper.latch());
    int joiner = paper.thread(PaperJdk.WAITING);
    paper.stack(
        joiner,
        paper.heap().frame("java.lang.Object.wait", true),
        paper.heap().frame("java.lang.Thread.join", joined));
    assertThat(paper.tier(joiner)).isEqualTo(ProofTier.PROVED);
    paper.isStatic(joined);
    assertThat(paper.tier(joiner)).isEqualTo(ProofTier.STUCK);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void join_ofItself_neverEnds(int jdk) {
    PaperJdk paper = new PaperJdk(jdk);
    int joiner = paper.thread(PaperJdk.WAITING);
    paper.stack(
        joiner,
        paper.heap().frame("java.lang.Object.wait", joiner),
        paper.heap().frame("java.lang.Thread.join", joiner));
    assertThat(paper.tier(joiner)).isEqualTo(ProofTier.PROVED);
  }

  @Test
  void wait_publishedMonitorEnteredTwice_isKnown() {
    PaperJdk paper = new PaperJdk(25);
    int waiter = waitsCompiled(paper);
    int monitor = paper.heap().object("java.lang.Object");
    int pairs = paper.heap().object("[Ljava.lang.Object;");
    paper.heap().element(pairs, waiter).element(pairs, monitor);
    paper.heap().element(pairs, waiter).element(pairs, monitor);
    paper.heap().rootClass("com.acme.Monitors").referStatic("com.acme.Monitors", "monitors", pairs);
    ProofQuestion question =
        new ProofQuestion(Set.of(), Set.of(), Map.of(), "com.acme.Monitors", true, true);
    assertThat(paper.tier(waiter, question)).isEqualTo(ProofTier.PROVED);
  }

  @Test
  void wait_forAString_isLiveSinceOthersMayInternIt() {
    PaperJdk paper = new PaperJdk(25);
    int waiter = waitsFor(paper, paper.heap().text("name"), "com.acme.Waits.here");
    assertThat(paper.tier(waiter)).isNull();
  }

  @Test
  void wait_atAQueueOfAReference_isLiveThoughItAloneHoldsBoth() {
    PaperJdk paper = new PaperJdk(25);
    int queue = queue(paper, "lock", "java.lang.ref.ReferenceQueue$Lock");
    int latch = paper.latch();
    int waiter =
        waitsFor(
            paper,
            paper.heap().reference(queue, "lock"),
            "java.lang.ref.ReferenceQueue.remove0",
            queue,
            latch);
    int behind = paper.awaiting(latch);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
    assertThat(paper.tier(behind)).isEqualTo(ProofTier.PROVED);
    int reference = paper.reference("Phantom", paper.heap().object("com.acme.Tracked"));
    paper.heap().refer(reference, "java.lang.ref.Reference#queue", queue);
    assertThat(paper.tier(waiter)).isNull();
    assertThat(paper.tier(behind)).isNull();
  }

  /** As 19 to 23 have it. */
  @Test
  void condition_ofAQueueOfAReference_isLiveThoughItsWaiterAloneHoldsBoth() {
    PaperJdk paper = new PaperJdk(23);
    int queue = queue(paper, "notEmpty", AQS + "$ConditionObject");
    int condition = paper.heap().reference(queue, "notEmpty");
    int waiter = paper.thread(PaperJdk.PARKED);
    paper.heap().refer(waiter, "java.lang.Thread#parkBlocker", condition);
    paper.heap().refer(condition, AQS + "$ConditionObject#this$0", paper.syncOf(paper.lock(-1)));
    paper.stack(
        waiter,
        paper.heap().frame("java.util.concurrent.locks.LockSupport.park"),
        paper.heap().frame(AQS + "$ConditionObject.await", condition),
        paper.heap().frame("java.lang.ref.ReferenceQueue.await", queue));
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
    int reference = paper.reference("Weak", paper.heap().object("com.acme.Tracked"));
    paper.heap().refer(reference, "java.lang.ref.Reference#queue", queue);
    assertThat(paper.tier(waiter)).isNull();
  }

  private static int queue(PaperJdk paper, String awaited, String type) {
    int queue = paper.heap().object("java.lang.ref.ReferenceQueue");
    int handle = paper.heap().object(type);
    paper.heap().refer(queue, "java.lang.ref.ReferenceQueue#" + awaited, handle);
    return queue;
  }

  private static int waitsFor(PaperJdk paper, int monitor, String caller, int... held) {
    int waiter = paper.thread(PaperJdk.WAITING);
    paper.stack(
        waiter,
        paper.heap().frame("java.lang.Object.wait0", true),
        paper.heap().frame("java.lang.Object.wait", monitor),
        paper.heap().frame(caller, held));
    return waiter;
  }

  /** A virtual thread of a JVM without continuations: its moves are counted nowhere. */
  @Test
  void virtualThread_withAPlatformThreadOfItsOwn_isLive() {
    PaperJdk paper = new PaperJdk(25);
    String bound = "java.lang.ThreadBuilders$BoundVirtualThread";
    paper.heap().type(bound, "java.lang.BaseVirtualThread");
    int latch = paper.latch();
    int waiter = paper.thread(bound, PaperJdk.PARKED);
    paper.parksIn(waiter, paper.syncOf(latch), latch);
    assertThat(paper.tier(waiter)).isNull();
  }

  @Test
  void join_ofAThreadThatNoFrameTells_isNoFinding() {
    PaperJdk paper = new PaperJdk(25);
    int joiner = paper.thread(PaperJdk.WAITING);
    paper.stack(
        joiner,
        paper.heap().frame("java.lang.Object.wait", joiner),
        paper.heap().frame("java.lang.Thread.join"));
    assertThat(paper.tier(joiner)).isNull();
  }

  @Test
  void join_ofRunningThread_isNoFinding() {
    PaperJdk paper = new PaperJdk(25);
    int joiner = paper.thread(PaperJdk.WAITING);
    paper.stack(
        joiner,
        paper.heap().frame("java.lang.Object.wait", true),
        paper.heap().frame("java.lang.Thread.join", paper.running()));
    assertThat(paper.tier(joiner)).isNull();
  }

  @Test
  void enter_byOwner_sharesItsFateThoughHeld() {
    PaperJdk paper = new PaperJdk(25);
    int owner = paper.awaiting(paper.latch());
    int enterer = paper.thread(PaperJdk.ENTERING);
    paper.stack(enterer, paper.heap().frame("com.acme.Enters.here"));
    paper.isStatic(enterer);
    ProofQuestion known =
        new ProofQuestion(
            Set.of(), Set.of(), Map.of(paper.id(enterer), paper.id(owner)), "", false, true);
    assertThat(paper.tier(enterer, known)).isEqualTo(ProofTier.PROVED);
    assertThat(paper.tier(enterer)).isNull();
    int runner = paper.running();
    ProofQuestion running =
        new ProofQuestion(
            Set.of(), Set.of(), Map.of(paper.id(enterer), paper.id(runner)), "", false, true);
    assertThat(paper.tier(enterer, running)).isNull();
  }
}
