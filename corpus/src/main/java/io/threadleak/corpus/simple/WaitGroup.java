package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.Phaser;

/** Waits for a party that never arrives. */
final class WaitGroup implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("await"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    Phaser it = stage.held(new Phaser(2));
    stage.start(() -> await(it));
  }

  private static void await(Phaser it) throws Exception {
    it.arriveAndAwaitAdvance();
  }
}
