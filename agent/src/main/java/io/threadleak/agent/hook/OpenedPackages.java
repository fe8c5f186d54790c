package io.threadleak.agent.hook;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * What the agent opens of the JDK to itself, and to nothing else: {@code java.lang}, so that
 * threads whose start nobody saw can be told apart by the class of their task; with it {@code
 * java.util.concurrent}, so that the pool behind a task can be asked how far it may grow; where the
 * JDK keeps its virtual threads and what they run and wait for; {@code java.lang.ref}, by which the
 * collector can be asked about those; and {@code java.lang.invoke}, so that a proof can ask the JVM
 * to put objects back into the heap that compiled code has taken apart.
 */
public final class OpenedPackages {

  private static final Set<String> NAMES =
      Set.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.ref",
          "java.util.concurrent",
          "jdk.internal.vm",
          "jdk.internal.misc");

  private OpenedPackages() {}

  /**
   * Opens those that this JDK has, each for itself; where the JVM refuses, such threads are known
   * by name alone, no pool is seen and no virtual thread. Never throws.
   */
  public static void open(Instrumentation instrumentation) {
    Module base = Object.class.getModule();
    for (String name : NAMES) {
      if (base.getPackages().contains(name)) {
        open(instrumentation, base, name);
      }
    }
  }

  private static void open(Instrumentation instrumentation, Module base, String name) {
    Map<String, Set<Module>> opened = Map.of(name, Set.of(OpenedPackages.class.getModule()));
    try {
      instrumentation.redefineModule(base, Set.of(), Map.of(), opened, Set.of(), Map.of());
    } catch (RuntimeException | LinkageError refused) {
      return;
    }
  }
}
