package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.SynchronousQueue;

/** Takes from a queue that a static field holds: anybody might put. */
final class NoLeakGlobal implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("take"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  private static final SynchronousQueue<String> QUEUE = new SynchronousQueue<>();

  @Override
  public void run(Stage stage) {
    stage.start(NoLeakGlobal::take);
  }

  private static void take() throws InterruptedException {
    QUEUE.take();
  }
}
