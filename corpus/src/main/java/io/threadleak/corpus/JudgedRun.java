package io.threadleak.corpus;

import io.threadleak.corpus.controls.Churn;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Task;
import io.threadleak.model.ProofException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JVM that runs one {@link Batch}, has itself judged, and writes the {@link RunResult} to a file.
 * Its main thread is for the program that wants one.
 */
final class JudgedRun {

  private static final Duration TO_STAND = Duration.ofMinutes(3);

  /** Under churn, one judgement would see one moment. */
  private static final int JUDGEMENTS_UNDER_CHURN = 3;

  /** Of programs that grow: a leak is told after 60 to 165 rounds. */
  private static final int MOST_ROUNDS = 180;

  private static final int COPIES_PER_ROUND = 2;
  private static final long PAUSE_MILLIS = 20;

  private static final SynchronousQueue<Task> FOR_MAIN = new SynchronousQueue<>();

  private final Batch batch;
  private final Stage stage;
  private final SharedJudge judge;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();

  private JudgedRun(Batch batch, LeakJudge judge) {
    this.batch = batch;
    this.judge = new SharedJudge(judge);
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
      json.writeValue(resultFile, new JudgedRun(batch, Judges.of(batch.engine())).run());
      exit = 0;
    } catch (Exception e) {
      e.printStackTrace();
    }
    System.exit(exit);
  }

  private RunResult run() throws Exception {
    return switch (batch.kind()) {
      case PLAIN, BAIT -> once();
      case CHURN -> underChurn();
      case GROWTH -> grown();
    };
  }

  /** Judges once, and goes by that unless a program that asked before was told worse. */
  private RunResult once() throws Exception {
    Map<Place, Integer> standing = perform();
    awaitAnswers();
    List<Judgement> asked = judge.made();
    return worst(standing, judge.judge(Instant.now()), asked)
        .withRequests(requests.get(), asked.size());
  }

  /** Waits until each program that asked for a judgement has got it. */
  private void awaitAnswers() throws InterruptedException {
    long deadline = System.nanoTime() + TO_STAND.toNanos();
    while (answers.get() < requests.get()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            requests + " asked for a judgement, " + answers + " got one");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private RunResult underChurn() throws Exception {
    Map<Place, Integer> standing = perform();
    Churn churn = Churn.start(stage);
    for (int i = 1; i < JUDGEMENTS_UNDER_CHURN; i++) {
      judge.judge(Instant.now());
    }
    Judgement last = judge.judge(Instant.now());
    churn.close();
    return worst(standing, last, judge.made());
  }

  private RunResult grown() throws Exception {
    Growth growth = new Growth(stage, programs());
    for (int round = 0; round < MOST_ROUNDS && !growth.isThrough(); round++) {
      growth.round(COPIES_PER_ROUND);
    }
    return worst(growth.standing(), judge.judge(Instant.now()), List.of())
        .withGrowth(growth.verdicts());
  }

  private RunResult worst(Map<Place, Integer> standing, Judgement last, List<Judgement> others) {
    RunResult worst = RunResult.of(batch, standing, last);
    for (Judgement other : others) {
      RunResult next = RunResult.of(batch, standing, other);
      worst = next.falselyProved() > worst.falselyProved() ? next : worst;
    }
    return worst;
  }

  /** Runs the programs until they stand. In a method of its own: nothing of them stays behind. */
  private Map<Place, Integer> perform() throws Exception {
    Performance performance =
        new Performance(
            stage, programs(), program -> batch.variant().copies(program, batch.mostCopies()));
    performance.start();
    performance.awaitStanding(Map.of(), TO_STAND);
    return performance.declared();
  }

  private List<Program> programs() {
    return batch.programs().stream().map(Corpus::program).toList();
  }

  private static void runInMain(Task task) {
    try {
      FOR_MAIN.put(task);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has a judgement made for a program; one that fails is a fault of the run. */
  private void judgeNow() {
    requests.incrementAndGet();
    try {
      judge.judge(Instant.now());
      answers.incrementAndGet();
    } catch (ProofException none) {
      throw new IllegalStateException("a program asked for a judgement and got none", none);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
