package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** A pool that is dropped, whose workers end by themselves after a while. */
final class AbandonedForkJoinPool implements Program {
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
    new ForkJoinPool(2).submit(() -> {}).get();
  }
}
