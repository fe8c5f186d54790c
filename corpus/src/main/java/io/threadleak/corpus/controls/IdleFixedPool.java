package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Workers of a pool in a static field, with nothing to do. */
final class IdleFixedPool implements Program {
  @Override
  public List<Site> sites() {
    return List.of();
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  private static final ExecutorService POOL = Executors.newFixedThreadPool(4, Daemon::new);

  @Override
  public void run(Stage stage) throws Exception {
    for (int i = 0; i < 4; i++) {
      POOL.submit(() -> {}).get();
    }
  }
}
