package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;

/** Waits for its own end. */
final class SelectNoCases implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("joinSelf"));
  }

  @Override
  public void run(Stage stage) {
    stage.start(() -> joinSelf(stage));
  }

  private static void joinSelf(Stage stage) throws InterruptedException {
    stage.held(Thread.currentThread()).join();
  }
}
