package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.Executors;

/** An executor that is dropped, and shuts down when the collector finds it. */
final class DroppedSingleThread implements Program {
  @Override
  public List<Site> sites() {
    return List.of();
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) throws Exception {
    Executors.newSingleThreadExecutor(Daemon::new).submit(() -> {}).get();
  }
}
