package io.threadleak.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Another JVM of the same JDK and class path, in which one batch runs. */
final class ChildJvm {

  private static final int MOST_MINUTES = 10;

  private static final List<String> OPTIONS =
      List.of(
          "-Xmx1g",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--enable-native-access=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.ref=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.vm=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

  private static final String JAVA = System.getProperty("java.home") + "/bin/java";

  private ChildJvm() {}

  /** Whether this JDK has a collector of that name, as in {@code -XX:+UseG1GC}. */
  static boolean has(String collector) throws IOException, InterruptedException {
    return new ProcessBuilder(JAVA, collectorOption(collector), "-version")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static String collectorOption(String collector) {
    return "-XX:+Use" + collector + "GC";
  }

  /**
   * Runs a batch to its end. What the other JVM prints goes to this one's stderr.
   *
   * @throws IOException if it failed, or was not through in time
   */
  static RunResult run(Batch batch) throws IOException, InterruptedException {
    JsonMapper json = JsonMapper.builder().build();
    Path directory = Files.createTempDirectory("threadleak-corpus");
    Path question = directory.resolve("batch.json");
    Path answer = directory.resolve("result.json");
    try {
      json.writeValue(question, batch);
      await(batch, command(batch, question, answer));
      return json.readValue(answer, RunResult.class);
    } finally {
      Files.deleteIfExists(question);
      Files.deleteIfExists(answer);
      Files.deleteIfExists(directory);
    }
  }

  private static List<String> command(Batch batch, Path question, Path answer) {
    List<String> command = new ArrayList<>();
    command.add(JAVA);
    command.addAll(OPTIONS);
    if (!batch.collector().isEmpty()) {
      command.add(collectorOption(batch.collector()));
    }
    command.addAll(batch.jvmOptions());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(JudgedRun.class.getName());
    command.add(question.toString());
    command.add(answer.toString());
    return command;
  }

  private static void await(Batch batch, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(batch.name() + " was not through after " + MOST_MINUTES + " min");
    }
    if (process.exitValue() != 0) {
      throw new IOException(batch.name() + " ended with exit code " + process.exitValue());
    }
  }
}
