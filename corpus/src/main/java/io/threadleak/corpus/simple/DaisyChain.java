package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A thousand threads, each waiting for the next one, and the last asleep: all will wake. */
final class DaisyChain implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("sleepThenWake"), Site.of("awaitThenWake", LINKS));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  private static final int LINKS = 1_000;

  @Override
  public void run(Stage stage) {
    CompletableFuture<String> next = new CompletableFuture<>();
    CompletableFuture<String> last = next;
    stage.start(() -> sleepThenWake(last));
    for (int i = 0; i < LINKS; i++) {
      CompletableFuture<String> awaited = next;
      CompletableFuture<String> own = new CompletableFuture<>();
      stage.start(() -> awaitThenWake(awaited, own));
      next = own;
    }
  }

  private static void sleepThenWake(CompletableFuture<String> own) throws InterruptedException {
    TimeUnit.HOURS.sleep(1);
    own.complete("awake");
  }

  private static void awaitThenWake(
      CompletableFuture<String> awaited, CompletableFuture<String> own) {
    own.complete(awaited.join());
  }
}
