package io.threadleak.junit.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The suite, run in parallel by the launcher of whichever JUnit is on the class path. As a program
 * it prints what failed, for a JVM of its own.
 */
public final class SuiteMain {

  /** Beginning of the line that names a failure; the message follows. */
  public static final String FAILURE = "### ";

  private static final List<Class<?>> CLASSES =
      List.of(
          Leaking.class,
          Clean.class,
          LeakingClass.class,
          SharedPool.class,
          LeakingSharedPool.class,
          Unwatched.class);

  private SuiteMain() {}

  /**
   * Runs it and prints it.
   *
   * @param classes names of those to run; all, in parallel, where there are none
   */
  public static void main(String[] classes) throws Exception {
    List<Class<?>> chosen = new ArrayList<>();
    for (String name : classes) {
      chosen.add(Class.forName(name));
    }
    Map<String, String> failures =
        chosen.isEmpty() ? run() : run(chosen, Map.of("threadleak.linger", "500ms"));
    failures.forEach((test, message) -> System.out.println(FAILURE + test + "\n" + message));
    Stopper.stop();
  }

  /** Messages of failures, by test. */
  public static Map<String, String> run() {
    return run(
        CLASSES,
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "8",
            "threadleak.linger", "500ms"));
  }

  /** Those of these classes. */
  public static Map<String, String> run(List<Class<?>> classes, Map<String, String> parameters) {
    Map<String, String> failures = new ConcurrentSkipListMap<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(classes.stream().map(type -> selectClass(type)).toList())
            .configurationParameters(parameters)
            .build();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(
        request,
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult outcome) {
            outcome.getThrowable().ifPresent(thrown -> failures.put(nameOf(test), textOf(thrown)));
          }
        });
    return new TreeMap<>(failures);
  }

  private static String nameOf(TestIdentifier test) {
    Object source = test.getSource().orElse(null);
    if (source instanceof MethodSource method) {
      String type = method.getClassName();
      return type.substring(type.lastIndexOf('.') + 1) + "." + method.getMethodName();
    }
    return source instanceof ClassSource type
        ? type.getJavaClass().getSimpleName()
        : test.getDisplayName();
  }

  /** The message, and those of suppressed failures. */
  private static String textOf(Throwable thrown) {
    StringBuilder text = new StringBuilder(String.valueOf(thrown.getMessage()));
    Arrays.stream(thrown.getSuppressed())
        .forEach(beside -> text.append("\n+ ").append(beside.getMessage()));
    return text.toString();
  }
}
