package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.Exchanger;

/** Offers to an exchanger that nobody else has: a send to nothing. */
final class NilSend implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("send"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    Exchanger<String> it = stage.held(new Exchanger<>());
    stage.start(() -> send(it));
  }

  private static void send(Exchanger<String> it) throws Exception {
    it.exchange("for nobody");
  }
}
