package io.threadleak.proof;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Threads that wait as leaked ones do, while something alive can wake them. */
@SuppressWarnings({"WaitNotInLoop", "FutureReturnValueIgnored"}) // as short as may be
final class LookAlikes {

  private static final List<Object> STATIC = new ArrayList<>();
  private static final Cleaner CLEANER = Cleaner.create();
  private static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();
  private static final ReentrantLock STATIC_LOCK = new ReentrantLock();
  private static final long DAY = TimeUnit.DAYS.toNanos(1);

  private static final ClassValue<CountDownLatch> BY_CLASS =
      new ClassValue<>() {
        @Override
        protected CountDownLatch computeValue(Class<?> type) {
          return new CountDownLatch(1);
        }
      };

  private LookAlikes() {}

  static void start(Stage on) throws Exception {
    statics(on);
    sleepers(on);
    locks(on);
    hidden(on);
    if (!on.isVirtual()) {
      pools(on);
      Worker worker = new Worker();
      STATIC.add(worker);
      on.expect("thread-with-queue", null);
      worker.start();
    }
  }

  private static <T> T keep(T object) {
    STATIC.add(object);
    return object;
  }

  private static void statics(Stage on) {
    on.alive("static-latch", keep(new CountDownLatch(1))::await);
    on.alive("static-queue", keep(new LinkedBlockingQueue<String>())::take);
    on.alive("static-future", keep(new CompletableFuture<String>())::get);
    CompletableFuture<String> source = keep(new CompletableFuture<>());
    on.alive("static-chain-of-futures", source.thenApply(text -> text + text)::join);
    keep(on.alive("static-thread-parks", LockSupport::park));
    CountDownLatch byLambda = new CountDownLatch(1);
    keep((Runnable) byLambda::countDown);
    on.alive("static-lambda", byLambda::await);
    CountDownLatch soft = new CountDownLatch(1);
    keep(new SoftReference<>(soft));
    on.alive("soft-latch", soft::await);
    Object monitor = keep(new Object());
    on.alive(
        "static-monitor",
        () -> {
          synchronized (monitor) {
            monitor.wait();
          }
        });
    CountDownLatch first = keep(new CountDownLatch(1));
    CountDownLatch second = new CountDownLatch(1);
    on.alive(
        "live-chain-1",
        () -> {
          first.await();
          second.countDown();
        });
    on.alive("live-chain-2", second::await);
  }

  private static void sleepers(Stage on) {
    CountDownLatch captured = new CountDownLatch(1);
    on.extra(
        "sleeper",
        () -> {
          Thread.sleep(Long.MAX_VALUE);
          captured.countDown();
        });
    on.alive("latch-of-sleeper", captured::await);
    CountDownLatch local = new CountDownLatch(1);
    on.extra(
        "sleeper-with-local",
        () -> {
          LOCAL.set(local);
          Thread.sleep(Long.MAX_VALUE);
        });
    on.alive("latch-in-thread-local", local::await);
    Thread sleeper = on.extra("joined-sleeper", () -> Thread.sleep(Long.MAX_VALUE));
    on.alive("joiner-of-sleeper", sleeper::join);
    CompletableFuture<String> timed = new CompletableFuture<>();
    on.alive("timed-future", timed.orTimeout(1, TimeUnit.DAYS)::join);
  }

  private static void locks(Stage on) {
    on.extra(
        "sleeper-with-lock",
        () -> {
          STATIC_LOCK.lock();
          Thread.sleep(Long.MAX_VALUE);
        });
    Leaks.waitUntil(STATIC_LOCK::isLocked);
    on.alive("lock-of-sleeper", STATIC_LOCK::lock);
    ReentrantLock lock = new ReentrantLock();
    Condition condition = lock.newCondition();
    CountDownLatch ready = new CountDownLatch(1);
    on.alive(
        "signalled",
        () -> {
          lock.lock();
          ready.countDown();
          condition.await();
        });
    on.extra("signaller", () -> signalAndSleep(ready, lock, condition));
  }

  /** Once it has signalled, it has the lock alone: no longer the condition. */
  private static void signalAndSleep(CountDownLatch ready, ReentrantLock lock, Condition condition)
      throws InterruptedException {
    ready.await();
    Leaks.waitUntil(lock::tryLock);
    condition.signal();
    Thread.sleep(Long.MAX_VALUE);
    lock.unlock();
  }

  private static void hidden(Stage on) {
    on.alive("class-value", BY_CLASS.get(LookAlikes.class)::await);
    CountDownLatch cleaned = new CountDownLatch(1);
    CLEANER.register(keep(new Object()), cleaned::countDown);
    on.alive("cleaner", cleaned::await);
    CountDownLatch hook = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(hook::countDown));
    on.alive("shutdown-hook", hook::await);
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    Reference<Object> watched = new WeakReference<>(keep(new Object()), collected);
    on.alive(
        "reference-queue",
        () -> {
          try {
            collected.remove();
          } finally {
            Reference.reachabilityFence(watched);
          }
        });
    on.alive("interned-monitor", () -> waitByName(String.valueOf(DAY)));
  }

  /** Everybody who knows the name comes by its one object, and can notify. */
  private static void waitByName(String name) throws InterruptedException {
    String monitor = name.intern();
    synchronized (monitor) {
      monitor.wait();
    }
  }

  private static void pools(Stage on) {
    ExecutorService pool = keep(Executors.newFixedThreadPool(1, on.factory("static-pool")));
    on.expect("static-pool", null);
    pool.execute(() -> {});
    CountDownLatch scheduled = new CountDownLatch(1);
    ScheduledExecutorService scheduler =
        Executors.newScheduledThreadPool(1, on.factory("scheduler"));
    scheduler.schedule(scheduled::countDown, 1, TimeUnit.DAYS);
    on.alive("scheduled", scheduled::await);
    keep(new Timer("timer", true));
    on.expect("timer", null);
  }

  /** A thread whose queue everybody who has the thread can fill. */
  private static final class Worker extends Thread {
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

    Worker() {
      super("thread-with-queue");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        queue.take();
      } catch (InterruptedException e) {
        queue.clear();
      }
    }
  }
}
