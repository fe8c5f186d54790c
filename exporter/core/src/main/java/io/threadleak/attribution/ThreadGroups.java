package io.threadleak.attribution;

import java.util.function.Consumer;

/** The thread groups of this JVM. */
public final class ThreadGroups {

  /** The name of the group of the platform threads that the JDK runs virtual threads on. */
  public static final String CARRIERS = "CarrierThreads";

  private static final int SLACK = 64;

  private ThreadGroups() {}

  /** The group above all others: every live platform thread is in it or in one below. */
  public static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** Hands over every live platform thread, and keeps hold of none. */
  public static void forEachThread(Consumer<Thread> visitor) {
    ThreadGroup root = root();
    Thread[] found = new Thread[SLACK];
    int count = root.enumerate(found, true);
    // A full array may have left threads out.
    while (count == found.length) {
      found = new Thread[found.length * 2];
      count = root.enumerate(found, true);
    }
    for (int i = 0; i < count; i++) {
      visitor.accept(found[i]);
    }
  }
}
