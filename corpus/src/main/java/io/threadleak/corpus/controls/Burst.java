package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Ten thousand threads that pass a gate together and end. */
final class Burst implements Program {
  @Override
  public List<Site> sites() {
    return List.of();
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  private static final int THREADS = 10_000;
  private static final int PLATFORM_THREADS = 200;

  @Override
  public void run(Stage stage) {
    CountDownLatch gate = new CountDownLatch(1);
    int threads = stage.starter().isVirtual() ? THREADS : PLATFORM_THREADS;
    for (int i = 0; i < threads; i++) {
      stage.start(gate::await);
    }
    gate.countDown();
  }
}
