package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Awaits what a live thread can get by a weak reference: too weak for certainty. */
final class LatchInWeakReference implements Program {
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
    REFERENCE.set(new WeakReference<>(latch));
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  private static final AtomicReference<WeakReference<CountDownLatch>> REFERENCE =
      new AtomicReference<>();
}
