package io.threadleak.corpus.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Who holds what a program's threads wait for, beside those threads. */
public enum Hold {
  /** Nobody. */
  STACKS {
    @Override
    void keep(Object blocker) {}
  },
  /** A static collection, which nobody looks into. */
  REGISTRY {
    @Override
    void keep(Object blocker) {
      Registry.BLOCKERS.add(blocker);
    }
  },
  /** The stack of a thread that sleeps and wakes. */
  LIVE_THREAD {
    @Override
    void keep(Object blocker) throws InterruptedException {
      Holder.INBOX.put(blocker);
    }
  };

  abstract void keep(Object blocker) throws InterruptedException;

  private static final class Registry {
    static final Queue<Object> BLOCKERS = new ConcurrentLinkedQueue<>();
  }

  private static final class Holder {
    static final SynchronousQueue<Object> INBOX = new SynchronousQueue<>();

    static {
      Thread thread = new Thread(Holder::hold, "corpus holder");
      thread.setDaemon(true);
      thread.start();
    }

    @SuppressWarnings("ModifiedButNotUsed") // to be held is all that they are for
    private static void hold() {
      List<Object> held = new ArrayList<>();
      while (!Thread.currentThread().isInterrupted()) {
        try {
          Object blocker = INBOX.poll(1, TimeUnit.MINUTES);
          if (blocker != null) {
            held.add(blocker);
          }
        } catch (InterruptedException asked) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
