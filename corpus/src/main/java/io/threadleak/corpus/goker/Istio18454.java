package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.SynchronousQueue;

/**
 * Takes the one tick of a timer twice: the worker waits for a second, and its client for the
 * worker.
 */
final class Istio18454 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("work"), Site.of("request"));
  }

  @Override
  public int copies() {
    return 100;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ArrayBlockingQueue<String> tick = stage.held(new ArrayBlockingQueue<>(1));
    SynchronousQueue<String> requests = stage.held(new SynchronousQueue<>());
    tick.add("tick");
    stage.start(() -> work(tick, requests));
    stage.start(() -> request(requests));
  }

  private static void work(ArrayBlockingQueue<String> tick, SynchronousQueue<String> requests)
      throws InterruptedException {
    tick.take();
    tick.take(); // what a timer that has fired does not give again
    requests.take();
  }

  private static void request(SynchronousQueue<String> requests) throws InterruptedException {
    requests.put("request");
  }
}
