package io.threadleak.corpus.compiled;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Awaits what a sleeping thread has in an optional that exists in registers alone. */
final class OptionalInRegisters implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("await"), Site.of("wakeLate"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    AtomicReference<CountDownLatch> handed = new AtomicReference<>(latch);
    WarmUp.warm(OptionalInRegisters::wake);
    stage.start(() -> await(latch));
    stage.start(() -> wakeLate(handed));
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  private static void wakeLate(AtomicReference<CountDownLatch> handed) throws InterruptedException {
    wake(handed, WarmUp.LATE);
  }

  private static void wake(AtomicReference<CountDownLatch> handed, WarmUp.Pause pause)
      throws InterruptedException {
    Optional<CountDownLatch> optional = Optional.of(handed.getAndSet(null));
    pause.run();
    optional.get().countDown();
  }
}
