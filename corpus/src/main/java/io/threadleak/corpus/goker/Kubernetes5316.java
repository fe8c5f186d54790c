package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** The caller gave up waiting; the worker sends its answer. */
final class Kubernetes5316 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("serve"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    SynchronousQueue<String> answers = stage.held(new SynchronousQueue<>());
    CountDownLatch gaveUp = new CountDownLatch(1);
    stage.start(() -> finishRequest(stage, answers, gaveUp));
  }

  private static void finishRequest(
      Stage stage, SynchronousQueue<String> answers, CountDownLatch gaveUp)
      throws InterruptedException {
    stage.start(() -> serve(answers, gaveUp));
    if (answers.poll(1, TimeUnit.MILLISECONDS) == null) {
      gaveUp.countDown();
    }
  }

  private static void serve(SynchronousQueue<String> answers, CountDownLatch gaveUp)
      throws InterruptedException {
    gaveUp.await();
    answers.put("answer");
  }
}
