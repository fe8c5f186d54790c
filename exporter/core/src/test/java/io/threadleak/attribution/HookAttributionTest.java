package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.CreationSite;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The hook as the agent calls it, but without the agent: on the stack of whoever starts. */
final class HookAttributionTest {

  private final SiteTable table = new SiteTable(100);
  private final ThreadLedger ledger = new ThreadLedger(table, System::nanoTime);
  private final HookAttribution hook =
      new HookAttribution(ApplicationCode.of(List.of(), null, null));

  HookAttributionTest() {
    hook.open(ledger);
  }

  @Test
  void started_byApplicationMethod_isAttributedToIt() {
    Thread thread = startFirst();
    CreationSite site = siteOf(thread);
    assertThat(site.label())
        .matches(
            "io\\.threadleak\\.attribution\\.HookAttributionTest\\.startFirst"
                + "\\(HookAttributionTest\\.java:\\d+\\)");
    assertThat(site.entry()).contains("HookAttributionTest.started_byApplicationMethod");
  }

  @Test
  void started_twoMethodsOfEqualBytecode_areTwoSites() {
    assertThat(siteOf(startFirst()).id()).isNotEqualTo(siteOf(startSecond()).id());
  }

  @Test
  void started_byLambda_isAttributedToItsMethod() {
    Consumer<Thread> starter = thread -> hook.started(thread);
    Thread thread = new Thread(() -> {});
    starter.accept(thread);
    assertThat(siteOf(thread).label()).contains(".started_byLambda_isAttributedToItsMethod(");
  }

  @Test
  void started_again_findsTheSiteWithoutNamingItAnew() {
    for (int i = 0; i < 50; i++) {
      ledger.find(ThreadIds.of(startFirst()));
    }
    assertThat(table.entries()).hasSize(2);
    assertThat(table.entries().get(1).started()).isEqualTo(50);
  }

  @Test
  void ended_andStartFailed_countAsSuch() {
    Thread ended = startFirst();
    Thread refused = startFirst();
    hook.ended(ended);
    hook.startFailed(refused);
    SiteEntry entry = table.entries().get(1);
    assertThat(entry.started()).isEqualTo(1);
    assertThat(entry.ended()).isEqualTo(1);
  }

  @Test
  void started_inScope_isCountedThereAndSoIsWhatItStarts() throws Exception {
    AtomicReference<Thread> child = new AtomicReference<>();
    Runnable task = () -> child.set(startFirst());
    Thread thread = new Thread(null, task, "takes nothing over", 0, false);
    Object[] cell = Scopes.cell();
    cell[0] = "GET /orders";
    try {
      hook.started(thread);
    } finally {
      cell[0] = null;
    }
    thread.start();
    thread.join();

    assertThat(hook.scopeOf(thread)).isEqualTo("GET /orders");
    assertThat(hook.scopeOf(child.get())).isEqualTo("GET /orders");
    assertThat(ledger.endpoints().entryOf("GET /orders").started()).isEqualTo(2);
    assertThat(hook.scopeOf(startFirst())).isNull();
  }

  @Test
  void started_ownThread_isLeftOut() {
    hook.started(OwnThreads.factory("test").newThread(() -> {}));
    assertThat(ledger.size()).isZero();
  }

  @Test
  void started_afterClose_doesNothing() {
    hook.close();
    startFirst();
    assertThat(ledger.size()).isZero();
  }

  @Test
  void started_byThreadOfOthers_isAttributedToWhoBuiltThePool() throws Exception {
    Object pool = new Object();
    HookAttribution seeing =
        new HookAttribution(ApplicationCode.of(List.of(), null, null), () -> pool);
    seeing.open(ledger);
    build(pool, seeing);
    Thread worker = new Thread(() -> {});
    CompletableFuture.completedFuture(worker).thenAcceptAsync(seeing::started).get();
    assertThat(siteOf(worker).label())
        .startsWith("io.threadleak.attribution.HookAttributionTest.build(HookAttributionTest");
    assertThat(siteOf(worker).startedBy()).isNull();
  }

  @Test
  void started_byThreadOfOthersForPoolNobodySaw_isAttributedToTheJdk() throws Exception {
    Thread worker = new Thread(() -> {});
    CompletableFuture.completedFuture(worker).thenAcceptAsync(hook::started).get();
    assertThat(siteOf(worker).label()).startsWith("java.util.concurrent.");
  }

  private static void build(Object pool, HookAttribution seeing) {
    seeing.poolBuilt(pool);
  }

  private Thread startFirst() {
    Thread thread = new Thread(() -> {});
    hook.started(thread);
    return thread;
  }

  private Thread startSecond() {
    Thread thread = new Thread(() -> {});
    hook.started(thread);
    return thread;
  }

  private CreationSite siteOf(Thread thread) {
    ThreadLedger.Start start = ledger.find(ThreadIds.of(thread));
    assertThat(start).isNotNull();
    return start.site().site();
  }
}
