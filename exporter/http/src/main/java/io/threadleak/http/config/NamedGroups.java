package io.threadleak.http.config;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** {@code SSLParameters.setNamedGroups}, which came with Java 20. */
final class NamedGroups {

  private static final @Nullable MethodHandle SET = find();

  private NamedGroups() {}

  private static @Nullable MethodHandle find() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              SSLParameters.class,
              "setNamedGroups",
              MethodType.methodType(void.class, String[].class));
    } catch (NoSuchMethodException | IllegalAccessException older) {
      return null;
    }
  }

  static boolean canBeSet() {
    return SET != null;
  }

  /** Sets the groups of a key exchange, in order; leaves the JVM's where there are none. */
  static void set(SSLParameters parameters, List<String> groups) {
    if (SET == null || groups.isEmpty()) {
      return;
    }
    try {
      SET.invoke(parameters, groups.toArray(String[]::new));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
