package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.util.List;

/** Waits for the end of another process. */
final class WaitsForProcess implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("waitFor"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  @Override
  public void run(Stage stage) throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    stage.start(() -> waitFor(process));
  }

  private static void waitFor(Process process) throws InterruptedException {
    process.waitFor();
  }
}
