package io.threadleak.attribution;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** The API of virtual threads for tests, which are compiled without it. */
public final class VirtualApi {

  private VirtualApi() {}

  /** Skips a test of virtual threads where the JVM has none. */
  public static void assumeThere() {
    assumeTrue(VirtualThreadApi.exists(), "needs virtual threads: Java 21 or later");
  }

  /** {@code Thread.ofVirtual().factory()}. */
  public static ThreadFactory factory() {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      return (ThreadFactory)
          Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("no virtual threads", impossible);
    }
  }

  /** {@code Executors.newThreadPerTaskExecutor(factory)}. */
  public static ExecutorService executor(ThreadFactory factory) {
    try {
      return (ExecutorService)
          Executors.class
              .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
              .invoke(null, factory);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("no virtual threads", impossible);
    }
  }
}
