package io.threadleak.agent.hook;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Weaves advice into class files without adding a member, so that loaded classes take it too. */
final class Weaver {

  private static final ByteBuddy BYTE_BUDDY =
      new ByteBuddy()
          .with(TypeValidation.DISABLED)
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
          .with(Implementation.Context.Disabled.Factory.INSTANCE);

  private Weaver() {}

  /**
   * The class file with the advice in it.
   *
   * @param loader of the class, null for the boot loader
   */
  static byte[] weave(
      AsmVisitorWrapper advice, @Nullable ClassLoader loader, String className, byte[] file) {
    String name = className.replace('/', '.');
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, file),
            loader == null
                ? ClassFileLocator.ForClassLoader.ofBootLoader()
                : ClassFileLocator.ForClassLoader.of(loader));
    TypeDescription type = TypePool.Default.WithLazyResolution.of(locator).describe(name).resolve();
    return BYTE_BUDDY.decorate(type, locator).visit(advice).make().getBytes();
  }

  /**
   * Has a class woven that is loaded already, by the transformers that are in place.
   *
   * @return whether it was; one that the JVM does not let change stays as it is
   */
  static boolean weaveAnew(Instrumentation instrumentation, Class<?> loaded) {
    try {
      instrumentation.retransformClasses(loaded);
      return true;
    } catch (UnmodifiableClassException | RuntimeException | LinkageError unchanged) {
      return false;
    }
  }

  /** Whether a class of that internal name is threadleak's own, which is never woven. */
  static boolean isOurs(String className) {
    return className.startsWith("io/threadleak/");
  }
}
