package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Awaits what a sleeping thread will count down, having captured it. */
final class WokenByCapture implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("await"), Site.of("wake"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    stage.start(() -> await(latch));
    stage.start(() -> wake(latch));
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  private static void wake(CountDownLatch latch) throws InterruptedException {
    LongSleep.sleep();
    latch.countDown();
  }
}
