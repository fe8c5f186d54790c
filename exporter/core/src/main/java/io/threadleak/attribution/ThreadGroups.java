package io.threadleak.attribution;

/** The thread groups of this JVM. */
public final class ThreadGroups {

  private ThreadGroups() {}

  /** The group above all others: every live platform thread is in it or in one below. */
  public static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
