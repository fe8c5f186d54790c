package io.threadleak.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Another JVM of the same JDK and class path, for measurements that need one of their own. */
public final class ChildJvm {

  private ChildJvm() {}

  /** Starts a main class; its errors go to this JVM's. */
  public static Process start(Class<?> main, List<String> jvmOptions, List<String> arguments)
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

  /** Runs a main class to its end and returns what it printed. */
  public static String run(Class<?> main, List<String> jvmOptions, List<String> arguments)
      throws IOException, InterruptedException {
    Process process = start(main, jvmOptions, arguments);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(main.getSimpleName() + " ended with exit code " + exit);
    }
    return printed;
  }
}
