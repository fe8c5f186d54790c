package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Awaits what the target of a call site is bound to. */
final class LatchInCallSite implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("await"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    stage.start(() -> await(latch));
    MethodHandle wake =
        MethodHandles.lookup().bind(latch, "countDown", MethodType.methodType(void.class));
    SITE.setTarget(MethodHandles.foldArguments(SITE.getTarget(), wake));
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  private static final MutableCallSite SITE = new MutableCallSite(MethodHandles.zero(void.class));
}
