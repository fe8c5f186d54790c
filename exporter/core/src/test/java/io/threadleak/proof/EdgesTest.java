package io.threadleak.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ProofTier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** References that lead to threads and must not count, and those that must. */
final class EdgesTest {

  private static final String THREAD = "java.lang.Thread#";

  @Test
  void threadGroup_ofStaticKind_doesNotHoldItsThreads() {
    PaperJdk paper = new PaperJdk(17);
    int waiter = paper.awaiting(paper.latch());
    int group = paper.heap().object("java.lang.ThreadGroup");
    int threads = paper.heap().object("[Ljava.lang.Thread;");
    paper.heap().refer(group, "java.lang.ThreadGroup#threads", threads).element(threads, waiter);
    paper.isStatic(group);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
  }

  @Test
  void rootContainer_ofVirtualThreads_doesNotHoldThem() {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int waiter = paper.virtualThread(4);
    paper.parksIn(waiter, paper.syncOf(latch), latch);
    String type = "jdk.internal.vm.ThreadContainers$RootContainer$TrackingRootContainer";
    int set = paper.heap().object("java.util.HashSet");
    paper.heap().element(set, waiter).rootClass(type).referStatic(type, "VTHREADS", set);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
  }

  @Test
  void registryOfExecutors_doesNotHoldTheirThreadsButOtherWeakReferencesMay() {
    PaperJdk paper = new PaperJdk(25);
    int waiter = paper.awaiting(paper.latch());
    int executor = paper.heap().object("java.util.concurrent.ThreadPerTaskExecutor");
    paper.heap().refer(executor, "java.util.concurrent.ThreadPerTaskExecutor#threads", waiter);
    String type = "jdk.internal.vm.ThreadContainers";
    int set = paper.heap().object("java.util.HashSet");
    paper.heap().element(set, paper.reference("Weak", executor));
    paper.heap().rootClass(type).referStatic(type, "CONTAINER_REGISTRY", set);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
    paper.isStatic(paper.reference("Weak", executor));
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROBABLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void staticLock_ofWaitingOwner_doesNotHoldItAndLocksOthersOut(int jdk) {
    PaperJdk paper = new PaperJdk(jdk);
    int owner = paper.awaiting(paper.latch());
    int lock = paper.lock(owner);
    int lockedOut = paper.thread(PaperJdk.PARKED);
    paper.parksIn(lockedOut, paper.syncOf(lock), lock);
    paper.isStatic(lock);
    assertThat(paper.tier(owner)).isEqualTo(ProofTier.PROVED);
    assertThat(paper.tier(lockedOut)).isEqualTo(ProofTier.PROVED);
  }

  @Test
  void lock_ofRunningOwner_isNoFinding() {
    PaperJdk paper = new PaperJdk(25);
    int owner = paper.running();
    int lock = paper.lock(owner);
    int waiter = paper.thread(PaperJdk.PARKED);
    paper.parksIn(waiter, paper.syncOf(lock), lock);
    assertThat(paper.tier(waiter)).isNull();
  }

  @Test
  void lock_ofEndedOwner_isProvedThoughStatic() {
    PaperJdk paper = new PaperJdk(25);
    int lock = paper.lock(paper.thread(PaperJdk.ENDED));
    int waiter = paper.thread(PaperJdk.PARKED);
    paper.parksIn(waiter, paper.syncOf(lock), lock);
    paper.isStatic(lock);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
    assertThat(paper.findings().findings())
        .extracting(ThreadFinding::why)
        .singleElement()
        .asString()
        .contains("has ended without unlocking it");
  }

  @Test
  void lock_nobodyOwns_isHeldAsAnyObject() {
    PaperJdk paper = new PaperJdk(25);
    int lock = paper.lock(-1);
    int waiter = paper.thread(PaperJdk.PARKED);
    paper.parksIn(waiter, paper.syncOf(lock), lock);
    paper.isStatic(lock);
    assertThat(paper.tier(waiter)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"parkBlocker", "threadLocals", "inheritableThreadLocals", "container"})
  void privateField_ofStuckThread_countsOnlyIfTheThreadIsInterrupted(String field) {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int stuck = paper.awaiting(paper.latch());
    paper.heap().refer(stuck, THREAD + field, latch);
    paper.isStatic(stuck);
    int behind = paper.awaiting(latch);
    assertThat(paper.tier(stuck)).isEqualTo(ProofTier.STUCK);
    assertThat(paper.tier(behind)).isEqualTo(ProofTier.STUCK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contextClassLoader", "uncaughtExceptionHandler"})
  void sharedField_ofStuckThread_counts(String field) {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int stuck = paper.awaiting(paper.latch());
    paper.heap().refer(stuck, THREAD + field, latch);
    paper.isStatic(stuck);
    assertThat(paper.tier(paper.awaiting(latch))).isNull();
  }

  @Test
  void fieldOfThreadsSubclass_whoHasTheThread_hasIt() {
    PaperJdk paper = new PaperJdk(17);
    int latch = paper.latch();
    int worker = paper.thread("com.acme.Worker", PaperJdk.PARKED);
    paper.parksIn(worker, paper.syncOf(latch), latch);
    paper.heap().refer(worker, "com.acme.Worker#latch", latch);
    paper.isStatic(worker);
    assertThat(paper.tier(worker)).isNull();
  }

  @Test
  void container_ofRunningThread_holdsItsOwner() {
    PaperJdk paper = new PaperJdk(25);
    int owner = paper.thread(PaperJdk.PARKED);
    paper.parks(owner, -1, "jdk.internal.misc.ThreadFlock.awaitAll");
    int flock = paper.heap().object("jdk.internal.misc.ThreadFlock");
    paper.heap().refer(flock, "jdk.internal.misc.ThreadFlock#waiter", owner);
    int subtask = paper.running();
    paper.heap().refer(subtask, THREAD + "container", flock);
    assertThat(paper.tier(owner)).isNull();
  }

  @Test
  void references_byKind_areStrongWeakOrNothing() {
    assertThat(tierBehind("Soft")).isNull();
    assertThat(tierBehind("Weak")).isEqualTo(ProofTier.PROBABLE);
    assertThat(tierBehind("Phantom")).isEqualTo(ProofTier.PROVED);
  }

  private static @Nullable ProofTier tierBehind(String kind) {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    paper.isStatic(paper.reference(kind, latch));
    return paper.tier(paper.awaiting(latch));
  }

  @Test
  void thread_weaklyReachableAlone_isProbable() {
    PaperJdk paper = new PaperJdk(25);
    int waiter = paper.awaiting(paper.latch());
    paper.isStatic(paper.reference("Weak", waiter));
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROBABLE);
  }

  @Test
  void stuckThread_withWeaklyReachableLatch_isProbable() {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int waiter = paper.awaiting(latch);
    paper.isStatic(waiter).isStatic(paper.reference("Weak", latch));
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROBABLE);
  }

  @Test
  void staticOfClass_keptByAFrameAlone_isAlive() {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    paper.heap().referStatic("com.acme.Unloadable", "LATCH", latch);
    int waiter = paper.awaiting(latch);
    int running = paper.thread(PaperJdk.RUNNABLE);
    paper.stack(running, paper.heap().frame("com.acme.Unloadable.run"));
    assertThat(paper.tier(waiter)).isNull();
  }

  @Test
  void staticOfClass_keptByAnInstanceAlone_isAlive() {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    paper.heap().referStatic("com.acme.Unloadable", "LATCH", latch);
    int waiter = paper.awaiting(latch);
    paper.running(paper.heap().object("com.acme.Unloadable"));
    assertThat(paper.tier(waiter)).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void threadleak_whichOnlyLooks_holdsNoThread(boolean inArray) {
    PaperJdk paper = new PaperJdk(25);
    int waiter = paper.awaiting(paper.latch());
    int held = inArray ? paper.heap().object("[Ljava.lang.Thread;") : waiter;
    if (inArray) {
      paper.heap().element(held, waiter);
    }
    int sampler = paper.heap().object("io.threadleak.sampling.LiveThreads");
    paper.heap().refer(sampler, "io.threadleak.sampling.LiveThreads#found", held);
    paper.isStatic(sampler);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.threadleak.", "io.threadleak.agent.shaded."})
  void threadleak_withTheJdksSetOfThreads_holdsNoThread(String prefix) {
    PaperJdk paper = new PaperJdk(25);
    int waiter = paper.awaiting(paper.latch());
    int set = paper.heap().object("java.util.concurrent.ConcurrentHashMap$KeySetView");
    paper.heap().refer(set, "java.util.concurrent.ConcurrentHashMap$KeySetView#map", waiter);
    String jdks = "jdk.internal.vm.ThreadContainers$RootContainer$TrackingRootContainer";
    paper.heap().rootClass(jdks).referStatic(jdks, "VTHREADS", set);
    String type = prefix + "sampling.JdkThreadContainers";
    int containers = paper.heap().object(type);
    paper.heap().refer(containers, type + "#root", set);
    paper.isStatic(containers);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
  }

  /** Tasks of live threads, linked through each other, of which one waits and one runs. */
  @ParameterizedTest
  @ValueSource(strings = {"io.threadleak.", "io.threadleak.agent.shaded."})
  void threadleak_withTheTasksItCounts_holdsNoneOfThem(String prefix) {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int waiter = paper.awaiting(latch);
    String type = prefix + "attribution.CountedTask";
    int runs = paper.heap().object(type);
    int waits = paper.heap().object(type);
    paper.heap().refer(runs, type + "#next", waits).refer(waits, type + "#task", latch);
    paper.running(runs);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
  }

  @Test
  void threadleak_withTheTaskThatRuns_holdsWhatThatHolds() {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int waiter = paper.awaiting(latch);
    String type = "io.threadleak.attribution.CountedTask";
    int runs = paper.heap().object(type);
    paper.heap().refer(runs, type + "#task", latch);
    paper.running(runs);
    assertThat(paper.tier(waiter)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.threadleak.", "io.threadleak.agent.shaded."})
  void threadleak_weaklyReferringToAPool_leavesItsWorkersProved(String prefix) {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int waiter = paper.awaiting(latch);
    String type = prefix + "attribution.SeenPool";
    var unused = paper.heap().type(type, "java.lang.ref.WeakReference");
    int seen = paper.heap().object(type);
    paper.heap().refer(seen, "java.lang.ref.Reference#referent", latch);
    paper.isStatic(seen);
    assertThat(paper.tier(waiter)).isEqualTo(ProofTier.PROVED);
  }

  @Test
  void threadleak_callingTheApplication_holdsWhatThatHolds() {
    PaperJdk paper = new PaperJdk(25);
    int latch = paper.latch();
    int waiter = paper.awaiting(latch);
    int sampler = paper.heap().object("io.threadleak.sampling.LiveThreads");
    paper.heap().refer(sampler, "io.threadleak.sampling.LiveThreads#listener", latch);
    paper.isStatic(sampler);
    assertThat(paper.tier(waiter)).isNull();
  }

  @Test
  void path_ofStuckThread_leadsFromTheStaticToIt() {
    PaperJdk paper = new PaperJdk(25);
    int waiter = paper.awaiting(paper.latch());
    int pool = paper.heap().object("com.acme.Pool");
    paper.heap().refer(pool, "com.acme.Pool#worker", waiter);
    paper.heap().referStatic("com.acme.Statics", "POOL", pool);
    assertThat(paper.findings().findings())
        .singleElement()
        .extracting(ThreadFinding::heldBy)
        .isEqualTo(List.of("static com.acme.Statics.POOL", "com.acme.Pool.worker"));
  }
}
