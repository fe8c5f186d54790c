package io.threadleak.proving;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.threadleak.attribution.OpenFields;
import java.io.File;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Has HotSpot put back together the objects that compiled code has taken apart and keeps in
 * registers, since no heap dump shows those: a thread that only such an object can wake would be
 * taken for leaked.
 *
 * <p>HotSpot does so before a tool walks the heap through JVMTI. The walk asked for here, {@code
 * IterateOverReachableObjects} without any callback, ends after that step: milliseconds, whatever
 * the heap's size. It is called through {@code java.lang.foreign}, of Java 22 and later, and only
 * where that prints no warning: where native access is enabled for threadleak's module, or where
 * the agent has opened {@code java.lang.invoke}, so that the call can be made as the JDK's own.
 */
final class EscapeBarrier {

  private static final int FIRST_JDK = 22;

  private static final int JNI_OK = 0;
  private static final int JVMTI_VERSION = 0x30010200;

  // Places in the tables of functions, from 0, as jni.h and jvmti.h have them.
  private static final int GET_ENV = 6;
  private static final int ITERATE_OVER_REACHABLE_OBJECTS = 109;
  private static final int DISPOSE_ENVIRONMENT = 126;
  private static final int ADD_CAPABILITIES = 141;

  private static final int CAN_TAG_OBJECTS = 1;
  private static final int ADDRESS_BYTES = 8;
  private static final int CAPABILITIES_BYTES = 16;

  private EscapeBarrier() {}

  /** Whether this JVM's compiler never takes objects apart, so that a dump shows them all. */
  static boolean isNeedless() {
    try {
      HotSpotDiagnosticMXBean options =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return isOff(options, "EliminateAllocations")
          || isOff(options, "DoEscapeAnalysis")
          || isOff(options, "UseCompiler");
    } catch (RuntimeException | LinkageError unknown) {
      return false;
    }
  }

  /** Raises it; whether every such object is back in the heap. Never throws. */
  static boolean raise() {
    if (Runtime.version().feature() < FIRST_JDK) {
      return false;
    }
    try {
      Lookup lookup = privileged();
      return lookup != null && walk(lookup);
    } catch (Throwable unavailable) {
      return false;
    }
  }

  private static boolean isOff(HotSpotDiagnosticMXBean options, String flag) {
    try {
      return options.getVMOption(flag).getValue().equals("false");
    } catch (IllegalArgumentException noSuchFlag) {
      return false;
    }
  }

  /** One that may call native code without a warning; null where there is none. */
  private static @Nullable Lookup privileged() throws ReflectiveOperationException {
    Method isEnabled = Module.class.getMethod("isNativeAccessEnabled");
    if ((boolean) isEnabled.invoke(EscapeBarrier.class.getModule())) {
      return MethodHandles.lookup();
    }
    Object trusted = OpenFields.get(OpenFields.find(Lookup.class, "IMPL_LOOKUP"), Lookup.class);
    return trusted instanceof Lookup lookup ? lookup.in(Runtime.class) : null;
  }

  private static boolean walk(Lookup lookup) throws Throwable {
    try (NativeCalls calls = new NativeCalls(lookup)) {
      long result = calls.allocate(ADDRESS_BYTES);
      long count = calls.allocate(ADDRESS_BYTES);
      long machines = calls.function(library(), "JNI_GetCreatedJavaVMs");
      if (calls.call(machines, result, 1, count) != JNI_OK) {
        return false;
      }
      long machine = calls.read(result);
      if (calls.call(entry(calls, machine, GET_ENV), machine, result, JVMTI_VERSION) != JNI_OK) {
        return false;
      }
      long tools = calls.read(result);
      try {
        return walk(calls, tools);
      } finally {
        int disposed = calls.call(entry(calls, tools, DISPOSE_ENVIRONMENT), tools);
        assert disposed == JNI_OK : disposed;
      }
    }
  }

  private static boolean walk(NativeCalls calls, long tools) throws Throwable {
    long capabilities = calls.allocate(CAPABILITIES_BYTES);
    calls.write(capabilities, CAN_TAG_OBJECTS);
    return calls.call(entry(calls, tools, ADD_CAPABILITIES), tools, capabilities) == JNI_OK
        && calls.call(entry(calls, tools, ITERATE_OVER_REACHABLE_OBJECTS), tools, 0L, 0L, 0L, 0L)
            == JNI_OK;
  }

  /** The address of a function in the table that an interface begins with. */
  private static long entry(NativeCalls calls, long interfaceAddress, int place) throws Throwable {
    return calls.read(calls.read(interfaceAddress) + (long) place * ADDRESS_BYTES);
  }

  private static Path library() {
    String directory = File.separatorChar == '/' ? "lib" : "bin";
    return Path.of(
        System.getProperty("java.home"), directory, "server", System.mapLibraryName("jvm"));
  }
}
