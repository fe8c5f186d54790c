package io.threadleak.sampling;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.ThreadGroups;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * All live platform threads of this JVM, by {@link ThreadGroup#enumerate} on the root group:
 * without a safepoint, at a fraction of the cost of {@code ThreadMXBean}. Used by one thread at a
 * time.
 */
final class LiveThreads {

  private static final int SLACK = 64;

  private final ThreadGroup root = ThreadGroups.root();
  private Thread[] found = new Thread[SLACK];
  private int own;

  /** Hands over each live thread but threadleak's own, and keeps hold of none. */
  void forEach(Consumer<Thread> visitor) {
    int count = enumerate();
    int owned = 0;
    for (int i = 0; i < count; i++) {
      Thread thread = found[i];
      if (OwnThreads.owns(thread)) {
        owned++;
      } else if (isLiving(thread)) {
        visitor.accept(thread);
      }
    }
    own = owned;
    Arrays.fill(found, 0, count, null);
  }

  /**
   * Whether a thread has a group, as all have until they end. One that has ended since it was
   * listed cannot be told from an own one, whose group is the only sign of it, and is live no more.
   */
  static boolean isLiving(Thread thread) {
    return thread.getThreadGroup() != null;
  }

  /** Threads of threadleak itself, as of the last look. */
  int own() {
    return own;
  }

  /** A full array may have left threads out, so it is grown until there is room to spare. */
  private int enumerate() {
    int count = root.enumerate(found, true);
    while (count == found.length) {
      found = new Thread[found.length * 2];
      count = root.enumerate(found, true);
    }
    return count;
  }
}
