package io.threadleak.attribution;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that counted threads are running: lists linked through the tasks themselves, so that a
 * task is put in and taken out in a few instructions. Thread-safe.
 *
 * <p>Who goes through a list leaves a mark in it after every {@value #CHUNK} tasks and lets go of
 * the lock, so that a thread waits for no longer than it takes to follow so many links. The locks
 * are no monitors, which would pin a virtual thread before JDK 24.
 */
final class LiveTasks {

  static final int CHUNK = 64;

  private static final int LISTS = 64;

  private final Tasks[] lists = new Tasks[LISTS];

  LiveTasks() {
    for (int i = 0; i < LISTS; i++) {
      lists[i] = new Tasks();
    }
  }

  void add(CountedTask task, long threadId) {
    list(threadId).add(task);
  }

  void remove(CountedTask task, long threadId) {
    list(threadId).remove(task);
  }

  void forEach(CountedThreads.Visitor visitor) {
    @Nullable CountedTask[] chunk = new @Nullable CountedTask[CHUNK];
    for (Tasks list : lists) {
      if (!list.forEach(chunk, visitor)) {
        return;
      }
    }
  }

  private Tasks list(long threadId) {
    return lists[(int) threadId & (LISTS - 1)];
  }

  /** One list, a ring with a head that is no task. */
  private static final class Tasks {

    private final ReentrantLock lock = new ReentrantLock();
    private final CountedTask head = CountedTask.mark();

    void add(CountedTask task) {
      lock.lock();
      try {
        linkAfter(head, task);
      } finally {
        lock.unlock();
      }
    }

    void remove(CountedTask task) {
      lock.lock();
      try {
        unlink(task);
      } finally {
        lock.unlock();
      }
    }

    boolean forEach(@Nullable CountedTask[] chunk, CountedThreads.Visitor visitor) {
      CountedTask mark = CountedTask.mark();
      add(mark);
      try {
        int taken;
        do {
          taken = take(mark, chunk);
          for (int i = 0; i < taken; i++) {
            CountedTask task = chunk[i];
            Thread thread = task == null ? null : task.thread();
            if (task != null && thread != null && !visitor.visit(thread, task)) {
              return false;
            }
          }
        } while (taken == chunk.length);
        return true;
      } finally {
        remove(mark);
      }
    }

    /** Takes what follows the mark, and moves the mark behind it. */
    private int take(CountedTask mark, @Nullable CountedTask[] chunk) {
      lock.lock();
      try {
        int taken = 0;
        CountedTask last = mark;
        while (taken < chunk.length && last.next != head) {
          last = last.next;
          chunk[taken++] = last;
        }
        if (last != mark) {
          unlink(mark);
          linkAfter(last, mark);
        }
        return taken;
      } finally {
        lock.unlock();
      }
    }

    private static void linkAfter(CountedTask before, CountedTask task) {
      task.previous = before;
      task.next = before.next;
      before.next.previous = task;
      before.next = task;
    }

    private static void unlink(CountedTask task) {
      task.previous.next = task.next;
      task.next.previous = task.previous;
      task.previous = task;
      task.next = task;
    }
  }
}
