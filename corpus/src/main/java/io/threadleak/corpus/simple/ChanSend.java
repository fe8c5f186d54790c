package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.SynchronousQueue;

/** Puts, and nobody takes. */
final class ChanSend implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("send"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    SynchronousQueue<String> it = stage.held(new SynchronousQueue<>());
    stage.start(() -> send(it));
  }

  private static void send(SynchronousQueue<String> it) throws Exception {
    it.put("for nobody");
  }
}
