package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.SynchronousQueue;

/** Takes, and nobody puts. */
final class ChanRecv implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("receive"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    SynchronousQueue<String> it = stage.held(new SynchronousQueue<>());
    stage.start(() -> receive(it));
  }

  private static void receive(SynchronousQueue<String> it) throws Exception {
    it.take();
  }
}
