package io.threadleak.attribution;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of threadleak itself, told from the host's by the thread group they are in.
 *
 * <p>All of them are daemons in the group {@value #GROUP_NAME} under the root group, and every
 * report leaves them out. Membership goes by the group's name and place rather than by identity, so
 * that an agent and a library in one JVM, loaded by different class loaders, know each other's.
 */
public final class OwnThreads {

  /** The group's name, and what the name of each thread begins with. */
  public static final String GROUP_NAME = "threadleak";

  /**
   * Of the JDK's own class: threads that JFR makes once for the JVM's whole life join it, and would
   * keep the class loader of a group of ours, that of a web application for instance.
   */
  private static final ThreadGroup GROUP = new ThreadGroup(ThreadGroups.root(), GROUP_NAME);

  private OwnThreads() {}

  /** The group that own threads belong to, for libraries that make their threads themselves. */
  public static ThreadGroup group() {
    return GROUP;
  }

  /**
   * A factory of daemon threads named {@code threadleak-NAME-1} and counting. They hold on to
   * nothing of the thread that made them: neither thread locals nor its context class loader.
   *
   * @param name what the threads are for, {@code "sampling"}
   */
  public static ThreadFactory factory(String name) {
    Objects.requireNonNull(name, "name");
    AtomicInteger count = new AtomicInteger();
    return task -> {
      String threadName = GROUP_NAME + "-" + name + "-" + count.incrementAndGet();
      Thread thread = new Thread(GROUP, task, threadName, 0, false);
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler(OwnThreads::passOver);
      thread.setContextClassLoader(OwnThreads.class.getClassLoader());
      return thread;
    };
  }

  /** Whether a thread is one of threadleak's own; false for one that has ended. */
  public static boolean owns(Thread thread) {
    for (ThreadGroup group = thread.getThreadGroup(); group != null; group = group.getParent()) {
      ThreadGroup parent = group.getParent();
      if (parent != null && parent.getParent() == null && group.getName().equals(GROUP_NAME)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Has a thread end silently: the host's default handler may print, or even exit. Own tasks count
   * and report their failures themselves; what gets here only ends the thread.
   */
  private static void passOver(Thread thread, Throwable failure) {}
}
