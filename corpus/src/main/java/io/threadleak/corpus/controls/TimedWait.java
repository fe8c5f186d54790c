package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Awaits for an hour at most. */
final class TimedWait implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("awaitAnHour"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) {
    CountDownLatch latch = new CountDownLatch(1);
    stage.start(() -> awaitAnHour(latch));
  }

  private static void awaitAnHour(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(1, TimeUnit.HOURS)) {
      throw new IllegalStateException("an hour has passed");
    }
  }
}
