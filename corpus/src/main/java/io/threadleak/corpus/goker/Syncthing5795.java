package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A loop closes its own connection and so waits for its own end; so does its client. */
final class Syncthing5795 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("closeFromWithin"), Site.of("awaitClosed"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    Connection connection = new Connection(stage.held(new CountDownLatch(1)));
    stage.start(connection::dispatch);
    stage.start(connection::awaitClosed);
  }

  private record Connection(CountDownLatch dispatcherEnded) {

    void dispatch() throws InterruptedException {
      try {
        closeFromWithin();
      } finally {
        dispatcherEnded.countDown();
      }
    }

    private void closeFromWithin() throws InterruptedException {
      dispatcherEnded.await();
    }

    void awaitClosed() throws InterruptedException {
      dispatcherEnded.await();
    }
  }
}
