package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** Closing a stream forgets to send its last message, for which the reader waits. */
final class Grpc1275 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("read"));
  }

  @Override
  public void run(Stage stage) throws Exception {
    LinkedBlockingQueue<String> received = stage.held(new LinkedBlockingQueue<>());
    stage.start(() -> read(received));
    stage.start(() -> closeStream(received, false));
  }

  private static void read(LinkedBlockingQueue<String> received) throws InterruptedException {
    received.take();
  }

  private static void closeStream(LinkedBlockingQueue<String> received, boolean tells) {
    if (tells) {
      received.add("end of stream");
    }
  }
}
