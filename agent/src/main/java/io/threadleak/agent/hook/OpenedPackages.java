package io.threadleak.agent.hook;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * What the agent opens of the JDK to itself, and to nothing else: {@code java.lang}, so that
 * threads whose start nobody saw can be told apart by the class of their task.
 */
public final class OpenedPackages {

  private OpenedPackages() {}

  /** Opens them; where the JVM refuses, such threads are known by name alone. Never throws. */
  public static void open(Instrumentation instrumentation) {
    Module own = OpenedPackages.class.getModule();
    Module base = Object.class.getModule();
    try {
      instrumentation.redefineModule(
          base, Set.of(), Map.of(), Map.of("java.lang", Set.of(own)), Set.of(), Map.of());
    } catch (RuntimeException | LinkageError refused) {
      return;
    }
  }
}
