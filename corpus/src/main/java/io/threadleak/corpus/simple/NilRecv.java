package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Awaits a latch that nobody else has: a receive from nothing. */
final class NilRecv implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("receive"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    CountDownLatch it = stage.held(new CountDownLatch(1));
    stage.start(() -> receive(it));
  }

  private static void receive(CountDownLatch it) throws Exception {
    it.await();
  }
}
