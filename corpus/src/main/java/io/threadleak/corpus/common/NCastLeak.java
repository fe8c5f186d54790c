package io.threadleak.corpus.common;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.SynchronousQueue;

/** The first of many answers is taken and the others are not; and an answer of none is awaited. */
final class NCastLeak implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("takeFirst"), Site.of("answer", UNHEARD));
  }

  private static final int ITEMS = 5;
  private static final int UNHEARD = ITEMS - 1;

  @Override
  public void run(Stage stage) throws Exception {
    askAll(stage, 0);
    askAll(stage, ITEMS);
  }

  private static void askAll(Stage stage, int items) throws InterruptedException {
    SynchronousQueue<String> answers = stage.held(new SynchronousQueue<>());
    for (int i = 0; i < items; i++) {
      stage.start(() -> answer(answers));
    }
    stage.start(() -> takeFirst(answers));
  }

  private static void answer(SynchronousQueue<String> answers) throws InterruptedException {
    answers.put("answer");
  }

  private static void takeFirst(SynchronousQueue<String> answers) throws InterruptedException {
    answers.take();
  }
}
