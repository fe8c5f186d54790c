package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;

/** Takes from a watch service, which the system wakes. */
final class WatchesFiles implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("take"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) throws Exception {
    WatchService service = FileSystems.getDefault().newWatchService();
    Path.of("").toAbsolutePath().register(service, StandardWatchEventKinds.ENTRY_CREATE);
    stage.start(() -> take(service));
  }

  private static void take(WatchService service) throws InterruptedException {
    service.take();
  }
}
