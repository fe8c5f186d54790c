package io.threadleak.agent.hook;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * What the agent opens of the JDK to itself, and to nothing else: {@code java.lang}, so that
 * threads whose start nobody saw can be told apart by the class of their task; and with it {@code
 * java.util.concurrent}, so that the pool behind a task can be asked how far it may grow.
 */
public final class OpenedPackages {

  private OpenedPackages() {}

  /**
   * Opens them; where the JVM refuses, such threads are known by name alone and no pool is seen.
   * Never throws.
   */
  public static void open(Instrumentation instrumentation) {
    Module own = OpenedPackages.class.getModule();
    Module base = Object.class.getModule();
    Map<String, Set<Module>> opened =
        Map.of("java.lang", Set.of(own), "java.util.concurrent", Set.of(own));
    try {
      instrumentation.redefineModule(base, Set.of(), Map.of(), opened, Set.of(), Map.of());
    } catch (RuntimeException | LinkageError refused) {
      return;
    }
  }
}
