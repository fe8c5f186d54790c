package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Awaits a future that the JDK will fail after an hour. */
final class LatchInTimeout implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("join"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) {
    CompletableFuture<String> future = new CompletableFuture<>();
    stage.start(() -> join(future.orTimeout(1, TimeUnit.HOURS)));
  }

  private static void join(CompletableFuture<String> future) {
    future.join();
  }
}
