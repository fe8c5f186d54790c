package io.threadleak.junit.suite;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.junit.NoThreadLeaks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Tests that leak, of whose threads it is proved whether they can still end. */
@NoThreadLeaks(prove = true, lingerMillis = 100)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public final class Proved {

  private static final String FORGOTTEN = "forgotten-";
  private static final List<Thread> HELD = new CopyOnWriteArrayList<>();
  private static final CountDownLatch END = new CountDownLatch(1);
  private static final CountDownLatch PROOF_IS_MADE = new CountDownLatch(1);

  /** Ends them all, also those that nobody else can end. */
  public static void stop() {
    END.countDown();
    HELD.clear();
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches(FORGOTTEN + ".*|ticks|watcher"))
        .forEach(Thread::interrupt);
  }

  /** Before the others: it waits for the first process that looks at the heap. */
  @Test
  @Order(1)
  @NoThreadLeaks(ignoreNames = "watcher")
  void threads_ofEveryFate() {
    start(FORGOTTEN + "1", Proved::awaitForEver);
    start(FORGOTTEN + "2", Proved::awaitForEver);
    HELD.add(start(FORGOTTEN + "but-held", Proved::awaitForEver));
    start("woken-at-the-end", () -> await(END));
    start("ticks", Proved::tick);
    start("slow", () -> await(PROOF_IS_MADE));
    start("watcher", Proved::awaitProof);
  }

  @Test
  void executor_thatWasForgotten() throws Exception {
    ExecutorService executor =
        Executors.newFixedThreadPool(1, task -> new Thread(task, FORGOTTEN + "worker"));
    executor.submit(() -> {}).get();
  }

  /** Of a heap dump of Java 22 or later, where the agent sees it start. */
  @Test
  void virtual_thatWasForgotten() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    Thread thread =
        VirtualThreadApi.unstarted(
            () -> {
              runs.countDown();
              awaitForEver();
            });
    if (thread != null) {
      thread.start();
      runs.await();
    }
  }

  private static void awaitForEver() {
    await(new CountDownLatch(1));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tick() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(Long.MAX_VALUE);
    }
  }

  /** Until the process is there that will look at the heap. */
  private static void awaitProof() {
    while (ProcessHandle.current().children().findAny().isEmpty()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(1_000_000);
    }
    PROOF_IS_MADE.countDown();
  }

  private static Thread start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
