package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Awaits what a task for later will count down. */
final class LatchInScheduledTask implements Program {
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
    var unused = POOL.schedule(latch::countDown, 1, TimeUnit.HOURS);
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  private static final ScheduledThreadPoolExecutor POOL =
      new ScheduledThreadPoolExecutor(1, Daemon::new);
}
