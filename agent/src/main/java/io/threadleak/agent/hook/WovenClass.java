package io.threadleak.agent.hook;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import net.bytebuddy.asm.AsmVisitorWrapper;
import org.jspecify.annotations.Nullable;

/** One class of the JDK with advice in it, woven by retransformation. */
final class WovenClass implements ClassFileTransformer {

  private final Class<?> type;
  private final AsmVisitorWrapper advice;
  private volatile @Nullable Throwable failure;

  private WovenClass(Class<?> type, AsmVisitorWrapper advice) {
    this.type = type;
    this.advice = advice;
  }

  /**
   * Weaves advice into a class of the boot loader. Methods that the advice does not find are no
   * failure: a canary tells.
   *
   * @throws HookException if this JVM refuses; the message says why and what cures it, and nothing
   *     stays behind
   */
  static WovenClass weave(Instrumentation instrumentation, Class<?> type, AsmVisitorWrapper advice)
      throws HookException {
    if (!instrumentation.isRetransformClassesSupported()) {
      throw new HookException("this JVM cannot retransform classes; run on HotSpot", null);
    }
    WovenClass woven = new WovenClass(type, advice);
    instrumentation.addTransformer(woven, true);
    try {
      instrumentation.retransformClasses(type);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      woven.failure = e;
    }
    Throwable failed = woven.failure;
    if (failed != null) {
      woven.leave(instrumentation);
      throw new HookException(
          "%s could not be retransformed (%s); name other agents after this one"
              .formatted(type.getSimpleName(), failed),
          failed);
    }
    return woven;
  }

  /** Weaves no more: the next retransformation, whoever asks for it, takes the advice out. */
  void leave(Instrumentation instrumentation) {
    instrumentation.removeTransformer(this);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    if (redefined != type || className == null) {
      return null;
    }
    try {
      return Weaver.weave(advice, null, className, file);
    } catch (RuntimeException | LinkageError e) {
      failure = e;
      return null;
    }
  }
}
