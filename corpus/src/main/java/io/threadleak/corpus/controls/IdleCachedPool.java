package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Workers of a pool that lets them go after a minute. */
final class IdleCachedPool implements Program {
  @Override
  public List<Site> sites() {
    return List.of();
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  private static final ExecutorService POOL = Executors.newCachedThreadPool(Daemon::new);

  @Override
  public void run(Stage stage) throws Exception {
    POOL.submit(() -> {}).get();
  }
}
