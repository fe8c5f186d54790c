package io.threadleak.agent.hook;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.threadleak.attribution.HookAttribution;
import io.threadleak.boot.PoolEvents;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The hook in the constructors of thread pools, and where they start their workers: the JDK's, and
 * those of Netty, Tomcat and Jetty, which are built on none of the JDK's.
 *
 * <p>Of the JDK's it is in the one constructor each that all others and all subclasses come to. A
 * fork-join worker knows its pool from the beginning, so that nothing has to tell it.
 */
public final class PoolHook implements ClassFileTransformer {

  private static final int ARGUMENTS_OF_EXECUTOR = 7;
  private static final int ARGUMENTS_OF_FORK_JOIN = 10;

  /** Pools that others wrote, by the ends of their names, and the method that starts a worker. */
  private static final ByNameEnd<String> FOREIGN =
      new ByNameEnd<>(
          Map.of(
              "netty/util/concurrent/SingleThreadEventExecutor", "doStartThread",
              "tomcat/util/threads/ThreadPoolExecutor", "addWorker",
              "jetty/util/thread/QueuedThreadPool", "startThread"));

  private PoolHook() {}

  /**
   * Weaves the hook into the running JVM, sees by a canary that it works, and has it tell the given
   * attribution from then on. {@link BootClasses} must be in place.
   *
   * @throws HookException if this JVM refuses, or the hook is blind; the message says why and what
   *     cures it, and nothing stays behind
   */
  public static void install(Instrumentation instrumentation, HookAttribution attribution)
      throws HookException {
    WovenClass executors =
        WovenClass.weave(instrumentation, ThreadPoolExecutor.class, adviceOfExecutor());
    try {
      WovenClass forkJoins =
          WovenClass.weave(instrumentation, ForkJoinPool.class, adviceOfForkJoin());
      listen(instrumentation, forkJoins, attribution);
    } catch (HookException e) {
      PoolEvents.ignore();
      executors.leave(instrumentation);
      throw e;
    }
    installForeign(instrumentation);
  }

  private static void listen(
      Instrumentation instrumentation, WovenClass forkJoins, HookAttribution attribution)
      throws HookException {
    try {
      PoolCanary.sing();
      PoolEvents.listen(attribution::poolBuilt);
    } catch (HookException e) {
      forkJoins.leave(instrumentation);
      throw e;
    }
  }

  private static void installForeign(Instrumentation instrumentation) {
    PoolHook hook = new PoolHook();
    instrumentation.addTransformer(hook, true);
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      String name = loaded.getName().replace('.', '/');
      if (FOREIGN.find(name) != null && instrumentation.isModifiableClass(loaded)) {
        // Threads of a class that stays as it is are labelled by who started them.
        Weaver.weaveAnew(instrumentation, loaded);
      }
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    String growth = className == null ? null : FOREIGN.find(className);
    if (className == null || growth == null || loader == null) {
      return null;
    }
    try {
      return BootClasses.areSeenBy(loader)
          ? Weaver.weave(advice(isConstructor(), growth), loader, className, file)
          : null;
    } catch (RuntimeException | LinkageError unchanged) {
      return null;
    }
  }

  private static AsmVisitorWrapper adviceOfExecutor() {
    return advice(isConstructor().and(takesArguments(ARGUMENTS_OF_EXECUTOR)), "addWorker");
  }

  private static AsmVisitorWrapper adviceOfForkJoin() {
    return Advice.to(PoolBuiltAdvice.class)
        .on(isConstructor().and(takesArguments(ARGUMENTS_OF_FORK_JOIN)));
  }

  private static AsmVisitorWrapper advice(
      ElementMatcher.Junction<MethodDescription> constructors, String growth) {
    return new AsmVisitorWrapper.Compound(
        Advice.to(PoolBuiltAdvice.class).on(constructors),
        Advice.to(PoolGrowsAdvice.class).on(named(growth)));
  }
}
