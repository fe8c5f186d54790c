package io.threadleak.corpus.common;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.SynchronousQueue;

/**
 * Reports an error, forgets to return, and reports success to nobody. Three calls, one of them
 * wrong.
 */
final class DoubleSend implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("answer"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    call(stage, false);
    call(stage, true);
    call(stage, false);
  }

  private static void call(Stage stage, boolean fails) throws InterruptedException {
    SynchronousQueue<String> answers = stage.held(new SynchronousQueue<>());
    stage.start(() -> answer(answers, fails));
    stage.start(answers::take);
  }

  private static void answer(SynchronousQueue<String> answers, boolean fails)
      throws InterruptedException {
    if (fails) {
      answers.put("error"); // and no return
    }
    answers.put("success");
  }
}
