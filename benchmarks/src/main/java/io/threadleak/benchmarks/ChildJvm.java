package io.threadleak.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Another JVM of the same JDK and class path, for measurements that need one of their own. */
final class ChildJvm {

  private ChildJvm() {}

  /** Starts a main class; its errors go to this JVM's. */
  static Process start(Class<?> main, List<String> jvmOptions, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Runs a main class to its end and copies what it prints. */
  static void run(Class<?> main, List<String> jvmOptions, List<String> arguments, PrintStream out)
      throws IOException, InterruptedException {
    Process process = start(main, jvmOptions, arguments);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(line);
      }
    }
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(main.getSimpleName() + " ended with exit code " + exit);
    }
  }
}
