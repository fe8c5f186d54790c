package io.threadleak.proof;

import static io.threadleak.model.ProofTier.PROBABLE;
import static io.threadleak.model.ProofTier.PROVED;
import static io.threadleak.model.ProofTier.STUCK;

import io.threadleak.attribution.VirtualApi;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Threads that wait for ever, each in a way of its own. */
@SuppressWarnings({"WaitNotInLoop", "ModifiedButNotUsed"}) // wrong on purpose
final class Leaks {

  private static final List<Object> STATIC = new ArrayList<>();
  private static final ReentrantLock STATIC_LOCK = new ReentrantLock();
  private static final ReentrantLock STATIC_A = new ReentrantLock();
  private static final ReentrantLock STATIC_B = new ReentrantLock();
  private static final ReentrantReadWriteLock STATIC_RW = new ReentrantReadWriteLock();
  private static final ReentrantLock LEFT_LOCKED = new ReentrantLock();
  private static final Object STATIC_MONITOR = new Object();

  private Leaks() {}

  static void start(Stage on) throws Exception {
    synchronizers(on);
    queues(on);
    futures(on);
    locks(on);
    chains(on);
    monitors(on);
    held(on);
    if (on.isVirtual()) {
      on.leak("pinned", PROVED, () -> Pinned.LATCH.await());
      keepExecutor(on);
      awaitTaskOfOwnExecutor(on);
    } else {
      pools(on);
    }
  }

  /** Pins whoever initialises it, for ever. */
  private static final class Pinned {
    private static final CountDownLatch LATCH = awaited();

    private static CountDownLatch awaited() {
      new CompletableFuture<>().join();
      return new CountDownLatch(1);
    }
  }

  private static void keepExecutor(Stage on) {
    ExecutorService kept = VirtualApi.executor(on.factory("task-of-static-executor"));
    on.expect("task-of-static-executor", STUCK);
    kept.execute(Leaks::awaitForEver);
    STATIC.add(kept);
  }

  /** The JDK lists executors by weak references, by which nobody wakes a thread. */
  private static void awaitTaskOfOwnExecutor(Stage on) {
    on.expect("task-of-leaked-executor", PROVED);
    on.leak(
        "executor-of-its-own",
        PROVED,
        () -> {
          ExecutorService own = VirtualApi.executor(on.factory("task-of-leaked-executor"));
          own.submit(Leaks::awaitForEver).get();
          own.shutdown();
        });
  }

  private static void synchronizers(Stage on) {
    on.leak("latch", PROVED, new CountDownLatch(1)::await);
    on.leak("semaphore", PROVED, new Semaphore(0)::acquire);
    on.leak("semaphore-uninterruptibly", PROVED, new Semaphore(0)::acquireUninterruptibly);
    on.leak("barrier", PROVED, new CyclicBarrier(2)::await);
    on.leak("phaser", PROVED, new Phaser(2)::arriveAndAwaitAdvance);
    on.leak("exchanger", PROVED, () -> new Exchanger<String>().exchange("x"));
    on.leak("stamped-lock", PROVED, Leaks::lockStampedTwice);
    on.leak("park", PROVED, LockSupport::park);
    on.leak("park-blocker", PROVED, () -> LockSupport.park(new Object()));
    on.leak("thread-local", PROVED, Leaks::awaitThreadLocal);
  }

  private static void lockStampedTwice() {
    StampedLock lock = new StampedLock();
    lock.writeLock();
    lock.writeLock();
  }

  private static void awaitThreadLocal() throws InterruptedException {
    ThreadLocal<CountDownLatch> local = ThreadLocal.withInitial(() -> new CountDownLatch(1));
    local.get().await();
  }

  private static void queues(Stage on) {
    on.leak("linked-queue", PROVED, new LinkedBlockingQueue<String>()::take);
    on.leak("array-queue", PROVED, Leaks::putTwice);
    on.leak("synchronous-queue", PROVED, new SynchronousQueue<String>()::take);
    on.leak("fair-synchronous-queue", PROVED, () -> new SynchronousQueue<String>(true).put("x"));
    on.leak("transfer-queue", PROVED, () -> new LinkedTransferQueue<String>().transfer("x"));
  }

  private static void putTwice() throws InterruptedException {
    BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
    queue.put("x");
    queue.put("y");
  }

  private static void futures(Stage on) {
    on.leak("future-get", PROVED, new CompletableFuture<String>()::get);
    CompletableFuture<String> source = new CompletableFuture<>();
    on.leak("future-join", PROVED, source.thenApply(text -> text + text)::join);
    on.leak("future-task", PROVED, new FutureTask<>(() -> "x")::get);
  }

  private static void locks(Stage on) throws InterruptedException {
    on.leak("condition", PROVED, () -> awaitCondition(new ReentrantLock()));
    ReentrantLock lock = new ReentrantLock();
    owner(on, "lock-owner", lock);
    on.leak("lock-waiter", PROVED, lock::lock);
    owner(on, "static-lock-owner", STATIC_LOCK);
    on.leak("static-lock-waiter", PROVED, STATIC_LOCK::lock);
    on.leak("static-rw-owner", PROVED, () -> awaitWith(STATIC_RW.writeLock()::lock));
    waitUntil(STATIC_RW::isWriteLocked);
    on.leak("static-rw-waiter", PROVED, STATIC_RW.readLock()::lock);
    on.extra("leaves-locked", LEFT_LOCKED::lock).join();
    on.leak("lock-of-ended", PROVED, LEFT_LOCKED::lock);
    deadlock(on, "deadlock", new ReentrantLock(), new ReentrantLock());
    deadlock(on, "static-deadlock", STATIC_A, STATIC_B);
  }

  private static void awaitCondition(ReentrantLock lock) throws InterruptedException {
    lock.lock();
    lock.newCondition().await();
  }

  private static void owner(Stage on, String name, ReentrantLock lock) throws InterruptedException {
    on.leak(name, PROVED, () -> awaitWith(lock::lock));
    waitUntil(lock::isLocked);
  }

  private static void awaitWith(Runnable before) throws InterruptedException {
    before.run();
    new CountDownLatch(1).await();
  }

  private static void deadlock(Stage on, String name, ReentrantLock one, ReentrantLock other) {
    CountDownLatch both = new CountDownLatch(2);
    on.leak(name + "-1", PROVED, () -> lockBoth(both, one, other));
    on.leak(name + "-2", PROVED, () -> lockBoth(both, other, one));
  }

  private static void lockBoth(CountDownLatch both, ReentrantLock one, ReentrantLock other)
      throws InterruptedException {
    one.lock();
    both.countDown();
    both.await();
    other.lock();
  }

  private static void chains(Stage on) {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    on.leak(
        "chain-1",
        PROVED,
        () -> {
          first.await();
          second.countDown();
        });
    on.leak("chain-2", PROVED, second::await);
    Thread joined = on.leak("joined", PROVED, new CountDownLatch(1)::await);
    on.leak("joiner", PROVED, joined::join);
  }

  private static void monitors(Stage on) throws InterruptedException {
    Object monitor = new Object();
    on.leak(
        "wait",
        PROVED,
        () -> {
          synchronized (monitor) {
            monitor.wait();
          }
        });
    Object owned = new Object();
    CountDownLatch entered = new CountDownLatch(1);
    on.leak(
        "monitor-owner",
        PROVED,
        () -> {
          synchronized (owned) {
            entered.countDown();
            new CountDownLatch(1).await();
          }
        });
    CountDownLatch enteredStatic = new CountDownLatch(1);
    on.leak(
        "static-monitor-owner",
        PROVED,
        () -> {
          synchronized (STATIC_MONITOR) {
            enteredStatic.countDown();
            new CountDownLatch(1).await();
          }
        });
    entered.await();
    enteredStatic.await();
    if (!on.isVirtual()) {
      on.leak("monitor-enterer", PROVED, () -> enter(owned));
      on.leak("static-monitor-enterer", PROVED, () -> enter(STATIC_MONITOR));
    }
  }

  private static void enter(Object monitor) {
    synchronized (monitor) {
      STATIC.add(monitor);
    }
  }

  private static void held(Stage on) {
    STATIC.add(on.leak("held", STUCK, new CountDownLatch(1)::await));
    Thread held = on.leak("held-joined", STUCK, new CountDownLatch(1)::await);
    STATIC.add(held);
    on.leak("joiner-of-held", STUCK, held::join);
    CountDownLatch weak = new CountDownLatch(1);
    STATIC.add(new WeakReference<>(weak));
    on.leak("weak-latch", PROBABLE, weak::await);
  }

  private static void pools(Stage on) {
    ExecutorService dropped = Executors.newFixedThreadPool(1, on.factory("dropped-pool"));
    on.expect("dropped-pool", PROVED);
    dropped.execute(() -> {});
    ExecutorService scheduled =
        Executors.newScheduledThreadPool(1, on.factory("dropped-scheduled"));
    on.expect("dropped-scheduled", PROVED);
    scheduled.execute(() -> {});
    ExecutorService kept = Executors.newFixedThreadPool(1, on.factory("task-of-static-pool"));
    on.expect("task-of-static-pool", STUCK);
    kept.execute(() -> LockSupport.park(awaitForEver()));
    STATIC.add(kept);
  }

  private static Object awaitForEver() {
    return new CompletableFuture<>().join();
  }

  /** Spins: whoever is waited for has been started. */
  static void waitUntil(java.util.function.BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
