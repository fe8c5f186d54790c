package io.threadleak.corpus;

import io.threadleak.corpus.controls.Churn;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.SynchronousQueue;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JVM that runs one {@link Batch}, has itself judged, and writes the {@link RunResult} to a file.
 * Its main thread is for the program that wants one.
 */
final class JudgedRun {

  private static final Duration TO_STAND = Duration.ofMinutes(3);

  /** Under churn, one judgement would see one moment. */
  private static final int JUDGEMENTS_UNDER_CHURN = 3;

  private static final SynchronousQueue<Task> FOR_MAIN = new SynchronousQueue<>();

  private final Batch batch;
  private final Stage stage;
  private final LeakJudge judge;

  private JudgedRun(Batch batch, LeakJudge judge) {
    this.batch = batch;
    this.judge = judge;
    this.stage =
        new Stage(
            batch.variant().starter(),
            batch.variant().hold(),
            JudgedRun::runInMain,
            this::judgeNow);
  }

  /** {@code BATCH_FILE RESULT_FILE}. */
  public static void main(String[] arguments) throws Exception {
    Thread run =
        new Thread(() -> runAndExit(Path.of(arguments[0]), Path.of(arguments[1])), "corpus run");
    run.start();
    FOR_MAIN.take().run();
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // a program's end, and its only way to say why
  private static void runAndExit(Path batchFile, Path resultFile) {
    int exit = 1;
    try {
      JsonMapper json = JsonMapper.builder().build();
      Batch batch = json.readValue(batchFile, Batch.class);
      json.writeValue(resultFile, new JudgedRun(batch, Judges.proof()).run());
      exit = 0;
    } catch (Exception e) {
      e.printStackTrace();
    }
    System.exit(exit);
  }

  private RunResult run() throws Exception {
    Map<Place, Integer> standing = perform();
    if (!batch.churns()) {
      return RunResult.of(batch.name(), batch.variant(), standing, judge.judge(Instant.now()));
    }
    Churn churn = Churn.start(stage);
    RunResult worst = null;
    for (int i = 0; i < JUDGEMENTS_UNDER_CHURN; i++) {
      RunResult next =
          RunResult.of(batch.name(), batch.variant(), standing, judge.judge(Instant.now()));
      worst = worst == null || next.falselyProved() > worst.falselyProved() ? next : worst;
    }
    churn.close();
    return Objects.requireNonNull(worst);
  }

  /** Runs the programs until they stand. In a method of its own: nothing of them stays behind. */
  private Map<Place, Integer> perform() throws Exception {
    List<Program> programs = batch.programs().stream().map(Corpus::program).toList();
    Performance performance =
        new Performance(
            stage, programs, program -> batch.variant().copies(program, batch.mostCopies()));
    performance.start();
    performance.awaitStanding(Map.of(), TO_STAND);
    return performance.declared();
  }

  private static void runInMain(Task task) {
    try {
      FOR_MAIN.put(task);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void judgeNow() {}
}
