package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * A row channel that is full, and whose consumer never started: one sends a row, another what is
 * left over.
 */
final class Cockroach35073 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("pushRow"), Site.of("pushMetadata"));
  }

  private static final int ROWS = 16;

  @Override
  public void run(Stage stage) throws Exception {
    ArrayBlockingQueue<String> rows = stage.held(new ArrayBlockingQueue<>(ROWS));
    for (int i = 0; i < ROWS; i++) {
      rows.add("row");
    }
    stage.start(() -> pushRow(rows));
    stage.start(() -> pushMetadata(rows));
  }

  private static void pushRow(ArrayBlockingQueue<String> rows) throws InterruptedException {
    rows.put("one row more");
  }

  private static void pushMetadata(ArrayBlockingQueue<String> rows) throws InterruptedException {
    rows.put("metadata");
  }
}
