package io.threadleak.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Live platform threads that stand parked, each 30 frames deep, for as long as the JVM lives. */
final class ParkedThreads {

  /** A heap of one size, and stacks that leave room for many threads. */
  static final List<String> JVM_OPTIONS = List.of("-Xms1g", "-Xmx1g", "-Xss256k");

  /** Above these lie {@code Thread.run}, the task, {@code LockSupport.park} and what it calls. */
  private static final int OWN_FRAMES = 26;

  private ParkedThreads() {}

  /** Starts so many daemon threads and returns when all stand at the bottom. */
  static List<Thread> start(int count) throws InterruptedException {
    CountDownLatch parked = new CountDownLatch(count);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> descend(OWN_FRAMES, parked), "parked-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    parked.await();
    return List.copyOf(threads);
  }

  private static void descend(int remaining, CountDownLatch parked) {
    if (remaining > 1) {
      descend(remaining - 1, parked);
      return;
    }
    parked.countDown();
    while (!Thread.interrupted()) {
      LockSupport.park(parked);
    }
  }
}
