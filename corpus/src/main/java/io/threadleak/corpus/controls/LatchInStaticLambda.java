package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Awaits what a lambda in a static field has captured. */
final class LatchInStaticLambda implements Program {
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
    WAKE.set(latch::countDown);
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  private static final AtomicReference<Runnable> WAKE = new AtomicReference<>(() -> {});
}
