package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Waits for the end of a thread that sleeps. */
final class JoinsSleeper implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("sleep"), Site.of("join"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) {
    CompletableFuture<Thread> sleeper = new CompletableFuture<>();
    stage.start(() -> sleep(sleeper));
    stage.start(() -> join(sleeper.get()));
  }

  private static void sleep(CompletableFuture<Thread> self) throws InterruptedException {
    self.complete(Thread.currentThread());
    LongSleep.sleep();
  }

  private static void join(Thread sleeper) throws InterruptedException {
    sleeper.join();
  }
}
