package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Waits for either of two futures that nobody completes. */
final class Select implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("select"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    CompletableFuture<String> one = stage.held(new CompletableFuture<>());
    CompletableFuture<String> other = stage.held(new CompletableFuture<>());
    stage.start(() -> select(one, other));
  }

  private static void select(CompletableFuture<String> one, CompletableFuture<String> other) {
    CompletableFuture.anyOf(one, other).join();
  }
}
