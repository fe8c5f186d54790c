package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Workers of a scheduled pool in a static field, one with a task for later. */
final class IdleScheduledPool implements Program {
  @Override
  public List<Site> sites() {
    return List.of();
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  private static final ScheduledExecutorService POOL =
      Executors.newScheduledThreadPool(2, Daemon::new);

  @Override
  public void run(Stage stage) throws Exception {
    POOL.submit(() -> {}).get();
    var unused = POOL.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
  }
}
