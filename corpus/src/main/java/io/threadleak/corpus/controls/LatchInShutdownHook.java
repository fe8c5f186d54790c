package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Awaits what the end of the JVM will count down. */
final class LatchInShutdownHook implements Program {
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
    Runtime.getRuntime().addShutdownHook(new Thread(latch::countDown));
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }
}
