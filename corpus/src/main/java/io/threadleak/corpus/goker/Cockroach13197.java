package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A transaction that is begun and dropped: its guard waits for an end that nobody can bring. */
final class Cockroach13197 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("awaitDone"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    Transaction transaction = new Transaction(stage.held(new CountDownLatch(1)));
    transaction.begin(stage);
  }

  private record Transaction(CountDownLatch done) {

    void begin(Stage stage) {
      stage.start(this::awaitDone);
    }

    private void awaitDone() throws InterruptedException {
      done.await();
    }
  }
}
