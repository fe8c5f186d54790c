package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;

/** Waits at a barrier that a sleeping thread will reach. */
final class LatchInBarrierAction implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("await"), Site.of("arriveLate"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) {
    CountDownLatch latch = new CountDownLatch(1);
    CyclicBarrier barrier = new CyclicBarrier(2, latch::countDown);
    stage.start(() -> await(latch));
    stage.start(() -> arriveLate(barrier));
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  private static void arriveLate(CyclicBarrier barrier) throws Exception {
    LongSleep.sleep();
    barrier.await();
  }
}
