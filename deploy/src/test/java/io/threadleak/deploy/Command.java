package io.threadleak.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program from outside that runs to its end, which must be a good one. */
final class Command {

  private static final long DEADLINE_SECONDS = 60;

  private Command() {}

  /** What it prints to its standard output. */
  static String run(List<String> command) throws IOException, InterruptedException {
    File out = Files.createTempFile("threadleak-out-", "").toFile();
    File err = Files.createTempFile("threadleak-err-", "").toFile();
    try {
      Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end in " + DEADLINE_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(
            command + " ended with " + process.exitValue() + "\n" + Project.text(err.toPath()));
      }
      return Project.text(out.toPath());
    } finally {
      Files.delete(out.toPath());
      Files.delete(err.toPath());
    }
  }

  /** A program on the PATH. */
  static String path(String program, String debianPackage) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path file = Path.of(directory, program);
      if (Files.isExecutable(file)) {
        return file.toString();
      }
    }
    throw new IllegalStateException(
        program
            + " is not on the PATH: apt-get install "
            + debianPackage
            + ", or run ./verify, which does");
  }
}
