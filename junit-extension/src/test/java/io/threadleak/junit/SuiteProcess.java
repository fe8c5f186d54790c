package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.junit.suite.SuiteMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JVM of its own that runs the suite on JUnit 6. */
final class SuiteProcess {

  private static final Path JUNIT = Path.of("target/junit-6");
  private static final Path TESTS = Path.of("target/test-classes");

  private final Path folder;
  private final List<String> arguments = new ArrayList<>();
  private final List<Path> jars = new ArrayList<>();
  private final List<Class<?>> classes = new ArrayList<>();

  /** One that writes its output to a folder. */
  SuiteProcess(Path folder) {
    this.folder = folder;
  }

  /** An argument of the JVM. */
  SuiteProcess with(String argument) {
    arguments.add(argument);
    return this;
  }

  /** A jar on its class path, behind all others. */
  SuiteProcess with(Path jar) {
    jars.add(jar);
    return this;
  }

  /** Runs that class alone. */
  SuiteProcess only(Class<?> type) {
    classes.add(type);
    return this;
  }

  /** Messages of failures, by test. */
  Map<String, String> run() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Program.JAVA);
    command.addAll(arguments);
    command.add("-cp");
    List<Path> path = new ArrayList<>(List.of(TESTS));
    path.addAll(Program.jars(JUNIT));
    path.addAll(jars);
    command.add(Program.classPath(path.stream()));
    command.add(SuiteMain.class.getName());
    classes.forEach(type -> command.add(type.getName()));
    Program suite = Program.run(folder, new ProcessBuilder(command));
    assertThat(suite.exit()).as(suite.output()).isZero();
    return failures(suite.output());
  }

  private static Map<String, String> failures(String output) {
    Map<String, String> failures = new LinkedHashMap<>();
    String[] parts = output.split("(?m)^" + SuiteMain.FAILURE, -1);
    for (int i = 1; i < parts.length; i++) {
      int end = parts[i].indexOf('\n');
      failures.put(parts[i].substring(0, end), parts[i].substring(end + 1));
    }
    return failures;
  }
}
