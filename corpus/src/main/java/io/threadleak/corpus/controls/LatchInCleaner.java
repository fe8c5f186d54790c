package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Awaits what a cleaning action will count down. */
final class LatchInCleaner implements Program {
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
    CLEANER.register(SUBJECT, latch::countDown);
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  private static final Cleaner CLEANER = Cleaner.create();
  private static final Object SUBJECT = new Object();
}
