package io.threadleak.scheduling;

import io.threadleak.attribution.ThreadGroups;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The platform threads that the JDK's scheduler runs virtual threads on. They have a thread group
 * of their own, which is there from the first virtual thread on and never before; so that looking
 * for it neither needs an agent nor sets up a scheduler in a JVM that has no use for one. Used by
 * one thread at a time.
 */
final class Carriers {

  private static final int SLACK = 16;

  private final ThreadGroup root = ThreadGroups.root();
  private @Nullable ThreadGroup group;
  private Thread[] found = new Thread[SLACK];

  /** Whether this JVM has run a virtual thread; stays so. */
  boolean seen() {
    if (group == null) {
      group = find();
    }
    return group != null;
  }

  /** Hands over each carrier that there is, and keeps hold of none. */
  void forEach(Consumer<Thread> visitor) {
    ThreadGroup carriers = group;
    if (carriers == null) {
      return;
    }
    int count = carriers.enumerate(found, true);
    while (count == found.length) {
      found = new Thread[found.length * 2];
      count = carriers.enumerate(found, true);
    }
    for (int i = 0; i < count; i++) {
      visitor.accept(found[i]);
    }
    Arrays.fill(found, 0, count, null);
  }

  private @Nullable ThreadGroup find() {
    ThreadGroup[] groups = new ThreadGroup[root.activeGroupCount() + SLACK];
    int count = root.enumerate(groups, false);
    for (int i = 0; i < count; i++) {
      if (groups[i].getName().equals(ThreadGroups.CARRIERS)) {
        return groups[i];
      }
    }
    return null;
  }
}
