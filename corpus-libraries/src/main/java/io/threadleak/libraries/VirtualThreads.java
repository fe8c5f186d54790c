package io.threadleak.libraries;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.proving.VirtualThreadView;
import io.threadleak.sampling.JdkThreadContainers;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** Virtual threads by name, in a JVM that has them and shows their stacks in its dumps. */
final class VirtualThreads implements VirtualThreadView {

  private static final int FIRST_JDK = 22;

  /** Whether this JVM has them and tells of them in its dumps. */
  static boolean areProvable() {
    return Runtime.version().feature() >= FIRST_JDK;
  }

  /** Makes virtual threads of that name and a number. */
  static ThreadFactory named(String name) {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      Object named =
          type.getMethod("name", String.class, long.class).invoke(builder, name + "-", 0L);
      return (ThreadFactory) type.getMethod("factory").invoke(named);
    } catch (ReflectiveOperationException beforeJdk21) {
      throw new IllegalStateException("no virtual threads", beforeJdk21);
    }
  }

  /** Starts one for each task. */
  static ExecutorService perTask(String name) {
    try {
      return (ExecutorService)
          Executors.class
              .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
              .invoke(null, named(name));
    } catch (ReflectiveOperationException beforeJdk21) {
      throw new IllegalStateException("no virtual threads", beforeJdk21);
    }
  }

  /** Starts one for each task, and holds none of them. */
  static Executor started(String name) {
    ThreadFactory factory = named(name);
    return task -> factory.newThread(task).start();
  }

  @Override
  public boolean inUse() {
    return VirtualThreadApi.exists();
  }

  @Override
  public void forEach(Consumer<Thread> visitor) {
    if (inUse()) {
      new JdkThreadContainers()
          .forEach(
              (thread, task) -> {
                visitor.accept(thread);
                return true;
              });
    }
  }
}
