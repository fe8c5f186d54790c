package io.threadleak.corpus.goker;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.SynchronousQueue;

/** Sends the first events to a watcher that is handed out only afterwards. */
final class Kubernetes38669 implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("watch"));
  }

  @Override
  public void run(Stage stage) {
    stage.start(() -> watch(stage));
  }

  private static Watcher watch(Stage stage) throws InterruptedException {
    Watcher watcher = new Watcher(stage.held(new SynchronousQueue<>()));
    watcher.events.put("initial event");
    return watcher;
  }

  private record Watcher(SynchronousQueue<String> events) {}
}
