package io.threadleak.corpus.beyond;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Polls a queue of its own, an hour at a time. */
final class SelectWithTimer implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("poll"));
  }

  @Override
  public int copies() {
    return 1_000;
  }

  @Override
  public Expectation expectation() {
    return Expectation.BEYOND;
  }

  @Override
  public void run(Stage stage) {
    SynchronousQueue<String> queue = new SynchronousQueue<>();
    stage.start(() -> poll(queue));
  }

  private static void poll(SynchronousQueue<String> queue) throws InterruptedException {
    int hours = 0;
    while (queue.poll(1, TimeUnit.HOURS) == null) {
      hours++;
    }
    throw new IllegalStateException("received after " + hours);
  }
}
