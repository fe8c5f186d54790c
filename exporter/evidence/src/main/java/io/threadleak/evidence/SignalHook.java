package io.threadleak.evidence;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signal by which somebody asks for a bundle, through {@code sun.misc.Signal} of the module
 * {@code jdk.unsupported}. One that the JVM or the application handles already is left alone:
 * HotSpot on Linux suspends threads by SIGUSR2, and JFR would go blind without it.
 */
public final class SignalHook {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String CAUGHT = "SigCgt:";
  private static final int HEXADECIMAL = 16;

  private SignalHook() {}

  /**
   * Has the first of these signals that is free ask for something from now on.
   *
   * @param names in the order of preference, {@code USR2}
   * @param action run on a thread that the JVM makes for it
   * @return the signal's name; null if none is free
   */
  public static @Nullable String install(List<String> names, Runnable action) {
    return install(names, action, STATUS);
  }

  static @Nullable String install(List<String> names, Runnable action, Path status) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              SignalHook.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> called(proxy, method, arguments, action));
      for (String name : names) {
        if (handle(type, handlerType, name, handler, status)) {
          return name;
        }
      }
      return null;
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  private static @Nullable Object called(
      Object proxy, Method method, Object @Nullable [] arguments, Runnable action) {
    switch (method.getName()) {
      case "handle" -> action.run();
      case "equals" -> {
        return arguments != null && proxy == arguments[0];
      }
      case "hashCode" -> {
        return System.identityHashCode(proxy);
      }
      case "toString" -> {
        return "threadleak's evidence";
      }
      default -> throw new UnsupportedOperationException(method.getName());
    }
    return null;
  }

  private static boolean handle(
      Class<?> type, Class<?> handlerType, String name, Object handler, Path status)
      throws ReflectiveOperationException {
    try {
      Object signal = type.getConstructor(String.class).newInstance(name);
      int number = (Integer) type.getMethod("getNumber").invoke(signal);
      if (isCaught(number, status)) {
        return false;
      }
      Method handle = type.getMethod("handle", type, handlerType);
      Object before = handle.invoke(null, signal, handler);
      if (before != null && !before.equals(handlerType.getField("SIG_DFL").get(null))) {
        handle.invoke(null, signal, before); // where there is no telling beforehand
        return false;
      }
      return true;
    } catch (InvocationTargetException unknownOrTaken) {
      return false;
    }
  }

  /** Whether this process handles that signal, as far as the operating system tells. */
  private static boolean isCaught(int number, Path status) {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(CAUGHT)) {
          return new BigInteger(line.substring(CAUGHT.length()).strip(), HEXADECIMAL)
              .testBit(number - 1);
        }
      }
    } catch (IOException | NumberFormatException notLinux) {
      return false;
    }
    return false;
  }
}
