package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Gets a future that a sleeping thread will complete. */
final class WokenFuture implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("get"), Site.of("complete"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) {
    CompletableFuture<String> future = new CompletableFuture<>();
    stage.start(() -> get(future.thenApply(String::length)));
    stage.start(() -> complete(future));
  }

  private static void get(CompletableFuture<Integer> future) throws Exception {
    future.get();
  }

  private static void complete(CompletableFuture<String> future) throws InterruptedException {
    LongSleep.sleep();
    future.complete("late");
  }
}
