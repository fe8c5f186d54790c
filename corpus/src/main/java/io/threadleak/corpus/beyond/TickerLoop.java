package io.threadleak.corpus.beyond;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks every minute at a flag that nobody else can set. */
final class TickerLoop implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("tick"));
  }

  @Override
  public int copies() {
    return 1_000;
  }

  @Override
  public Expectation expectation() {
    return Expectation.BEYOND;
  }

  @Override
  public void run(Stage stage) {
    AtomicBoolean stopped = new AtomicBoolean();
    stage.start(() -> tick(stopped));
  }

  private static void tick(AtomicBoolean stopped) throws InterruptedException {
    while (!stopped.get()) {
      TimeUnit.MINUTES.sleep(1);
    }
  }
}
