package io.threadleak.corpus;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the corpus on the JDK it runs on and prints how its programs were judged. Exits with 0 if no
 * thread was proved to be leaked that is not, with 1 if one was, with 2 if it could not be run.
 */
public final class Main {

  private Main() {}

  /** The options of {@code corpus/run}. */
  @SuppressWarnings("CatchAndPrintStackTrace") // a program's end, and its only way to say why
  public static void main(String[] arguments) throws InterruptedException {
    int exit = 2;
    try {
      exit = run(Options.of(List.of(arguments)), System.out, System.err);
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("corpus/run: " + e.getMessage());
    }
    System.exit(exit);
  }

  static int run(Options options, PrintStream out, PrintStream progress)
      throws IOException, InterruptedException {
    List<RunResult> results = new ArrayList<>();
    List<Batch> batches = Batches.of(options);
    List<String> lacking = new ArrayList<>();
    for (String collector : options.collectors()) {
      if (!collector.isEmpty() && !ChildJvm.has(collector)) {
        lacking.add(collector);
      }
    }
    for (Batch batch : batches) {
      if (lacking.contains(batch.collector())) {
        continue;
      }
      RunResult result = ChildJvm.run(batch);
      results.add(result);
      progress.printf(
          "%d/%d %s: %d threads, %.1f s, falsely proved %d%n",
          results.size(),
          batches.size(),
          batch.name(),
          result.threads(),
          result.seconds(),
          result.falselyProved());
    }
    if (options.json()) {
      out.println(
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(results));
    } else if (options.collectors().size() > 1) {
      out.print(new CollectorTable(options, lacking, results));
    } else {
      out.print(new ScoreTable(results));
    }
    return results.stream().anyMatch(result -> result.falselyProved() > 0) ? 1 : 0;
  }
}
