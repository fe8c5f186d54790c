package io.threadleak.agent.hook;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import io.threadleak.attribution.HookAttribution;
import io.threadleak.boot.ThreadEvents;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The hook in {@link Thread}: {@code start()}, on JDK 19 and later {@code start(ThreadContainer)},
 * and {@code exit()}. Virtual threads override the first two and never call the third.
 */
public final class ThreadHook implements ClassFileTransformer {

  private static final String THREAD = "java/lang/Thread";

  private volatile @Nullable Throwable failure;

  private ThreadHook() {}

  /**
   * Weaves the hook into the running JVM, sees by a canary that it works, and has it tell the given
   * attribution from then on. {@link BootClasses} must be in place.
   *
   * @throws HookException if this JVM refuses, or the hook is blind; the message says why and what
   *     cures it, and nothing stays behind
   */
  public static void install(Instrumentation instrumentation, HookAttribution attribution)
      throws HookException {
    ThreadHook hook = new ThreadHook();
    try {
      hook.weaveInto(instrumentation);
      Canary.sing();
      ThreadEvents.listen(attribution::started, attribution::startFailed, attribution::ended);
    } catch (HookException e) {
      ThreadEvents.ignore();
      instrumentation.removeTransformer(hook);
      throw e;
    }
  }

  private void weaveInto(Instrumentation instrumentation) throws HookException {
    if (!instrumentation.isRetransformClassesSupported()) {
      throw new HookException("this JVM cannot retransform classes; run on HotSpot", null);
    }
    instrumentation.addTransformer(this, true);
    try {
      instrumentation.retransformClasses(Thread.class);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      failure = e;
    }
    Throwable failed = failure;
    if (failed != null) {
      throw new HookException(
          "Thread could not be retransformed (%s); name other agents after this one"
              .formatted(failed),
          failed);
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    if (loader != null || !THREAD.equals(className)) {
      return null;
    }
    try {
      return Weaver.weave(advice(), null, THREAD, file);
    } catch (RuntimeException | LinkageError e) {
      failure = e;
      return null;
    }
  }

  private static AsmVisitorWrapper advice() {
    return new AsmVisitorWrapper.Compound(
        Advice.to(StartAdvice.class)
            .on(
                named("start")
                    .and(not(isConstructor()))
                    .and(
                        takesNoArguments()
                            .or(
                                takesArguments(1)
                                    .and(
                                        takesArgument(
                                            0, named("jdk.internal.vm.ThreadContainer")))))),
        Advice.to(EndAdvice.class).on(named("exit").and(takesNoArguments())));
  }
}
