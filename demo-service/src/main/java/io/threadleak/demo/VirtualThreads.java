package io.threadleak.demo;

import java.util.concurrent.ThreadFactory;

/** The JVM's virtual threads, reached by reflection: the demo runs on Java 17 as well. */
final class VirtualThreads {

  /** The first Java whose virtual threads are no preview. */
  static final int FIRST_JAVA = 21;

  /** What to say where it is missing. */
  static final String NEED = "needs virtual threads: Java " + FIRST_JAVA + " or later";

  private VirtualThreads() {}

  /** Whether this JVM has them. */
  static boolean available() {
    return Runtime.version().feature() >= FIRST_JAVA;
  }

  /**
   * A maker of virtual threads named {@code stem-1}, {@code stem-2} and so on; whoever asked for
   * one starts it.
   *
   * @throws IllegalStateException if this JVM has none
   */
  static ThreadFactory named(String stem) {
    try {
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Object plain = Thread.class.getMethod("ofVirtual").invoke(null);
      Object named =
          builder.getMethod("name", String.class, long.class).invoke(plain, stem + "-", 1L);
      return (ThreadFactory) builder.getMethod("factory").invoke(named);
    } catch (ReflectiveOperationException absent) {
      throw new IllegalStateException("the demo " + NEED, absent);
    }
  }
}
