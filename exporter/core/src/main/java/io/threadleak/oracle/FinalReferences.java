package io.threadleak.oracle;

import io.threadleak.attribution.OpenFields;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's final references, which finalization is made of: what the collector finds reachable by
 * nothing else is handed over alive, instead of being reclaimed. They work the same where
 * finalization itself is off. Visible only where {@code java.lang.ref} is open to threadleak, which
 * the agent sees to. Immutable and thread-safe.
 */
final class FinalReferences {

  private final MethodHandle make;
  private final MethodHandle get;

  private FinalReferences(MethodHandle make, MethodHandle get) {
    this.make = make;
    this.get = get;
  }

  /** The way to them in this JVM; null where it is closed. */
  static @Nullable FinalReferences ofThisJvm() {
    Class<?> type = OpenFields.jdkClass("java.lang.ref.FinalReference");
    if (type == null) {
      return null;
    }
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      MethodType constructor =
          MethodType.methodType(void.class, Object.class, ReferenceQueue.class);
      MethodHandle make = lookup.findConstructor(type, constructor);
      MethodHandle get = lookup.findVirtual(type, "get", MethodType.methodType(Object.class));
      return new FinalReferences(
          make.asType(MethodType.methodType(Reference.class, Object.class, ReferenceQueue.class)),
          get.asType(MethodType.methodType(Object.class, Reference.class)));
    } catch (ReflectiveOperationException | RuntimeException closed) {
      return null;
    }
  }

  /** Has the collector put a reference into the queue once nothing else reaches the object. */
  Reference<?> make(Object referent, ReferenceQueue<Object> queue) {
    try {
      return (Reference<?>) make.invokeExact(referent, queue);
    } catch (Error error) {
      throw error;
    } catch (Throwable impossible) {
      throw new LinkageError("java.lang.ref.FinalReference", impossible);
    }
  }

  /** The object of a reference that came out of its queue; of any other it must not be asked. */
  Object found(Reference<?> fromQueue) {
    try {
      return (Object) get.invokeExact(fromQueue);
    } catch (Error error) {
      throw error;
    } catch (Throwable impossible) {
      throw new LinkageError("java.lang.ref.FinalReference", impossible);
    }
  }
}
