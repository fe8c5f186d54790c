package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

/** Fills a queue of one before anybody reads it. */
final class Cockroach24808 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("suggest"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    ArrayBlockingQueue<String> suggestions = stage.held(new ArrayBlockingQueue<>(1));
    stage.start(() -> suggest(suggestions));
  }

  private static void suggest(ArrayBlockingQueue<String> suggestions) throws InterruptedException {
    suggestions.put("compaction");
    suggestions.put("compaction");
  }
}
