package com.acme.host;

import com.sun.net.httpserver.HttpServer;
import io.threadleak.ThreadLeak;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An application that leaves a thread behind wherever something is served. */
public final class ScopeHost {

  /** Requests of {@code GET /orders}, each of which leaves a thread that leaves another. */
  public static final int REQUESTS = 4;

  /** Runs of a scheduled task that leave a thread each. */
  public static final int SWEEPS_THAT_LEAK = 3;

  /** Runs of a scheduled lambda that do. */
  public static final int POLLS_THAT_LEAK = 2;

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private ScopeHost() {}

  /** Serves, and hosts on. */
  @SuppressWarnings("try") // a scope is there to be open
  public static void main(String[] arguments) throws Exception {
    serveOrders();
    ExecutorService pool = Executors.newSingleThreadExecutor(ScopeHost::daemon);
    pool.submit(() -> {}).get();
    try (ThreadLeak.Scope scope = ThreadLeak.scope("nightly export")) {
      start(ScopeHost::waitForEver);
      pool.submit(ThreadLeak.wrap(() -> start(ScopeHost::waitForEver))).get();
    }
    pool.submit(() -> start(ScopeHost::waitForEver)).get();
    try (AutoCloseable scope = scopeOfACopy()) {
      start(ScopeHost::waitForEver);
    }
    if (Runtime.version().feature() >= 21) {
      try (ThreadLeak.Scope scope = ThreadLeak.scope("push")) {
        startVirtual(() -> startVirtual(ScopeHost::waitForEver));
        startVirtual(ScopeHost::waitForEver);
      }
    }
    schedule();
    System.out.println("scope after all " + ThreadLeak.currentScope());
    Hosting.serve();
  }

  private static void serveOrders() throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(address, 0);
    server.createContext(
        "/orders",
        exchange -> {
          start(() -> start(ScopeHost::waitForEver));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    HttpClient client = HttpClient.newHttpClient();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/orders/";
    for (int i = 0; i < REQUESTS; i++) {
      URI uri = URI.create(url + i);
      client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
    }
    server.stop(0);
  }

  /** Tasks that run every now and then, and one that runs once. */
  private static void schedule() {
    AtomicInteger polls = new AtomicInteger();
    Runnable poll = () -> leaveAtFirst(polls, POLLS_THAT_LEAK);
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, ScopeHost::daemon);
    Object unused = timer.scheduleAtFixedRate(new Sweep(), 0, 20, TimeUnit.MILLISECONDS);
    unused = timer.scheduleWithFixedDelay(poll, 0, 20, TimeUnit.MILLISECONDS);
    unused = timer.schedule(() -> start(ScopeHost::waitForEver), 0, TimeUnit.MILLISECONDS);
  }

  private static void leaveAtFirst(AtomicInteger runs, int leaks) {
    if (runs.incrementAndGet() <= leaks) {
      start(ScopeHost::waitForEver);
    }
  }

  /** Leaves a thread behind the first few times. */
  private static final class Sweep implements Runnable {

    private final AtomicInteger runs = new AtomicInteger();

    @Override
    public void run() {
      leaveAtFirst(runs, SWEEPS_THAT_LEAK);
    }
  }

  /** The scope "copy" of the same API, loaded once more. */
  private static AutoCloseable scopeOfACopy() throws Exception {
    URL jar = ThreadLeak.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    Class<?> copy = Class.forName("io.threadleak.ThreadLeak", true, loader);
    if (copy == ThreadLeak.class) {
      throw new IllegalStateException("no copy");
    }
    return (AutoCloseable) copy.getMethod("scope", String.class).invoke(null, "copy");
  }

  private static void start(Runnable task) {
    daemon(
            () -> {
              task.run();
              waitForEver();
            })
        .start();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  private static void startVirtual(Runnable task) {
    try {
      Thread.class
          .getMethod("startVirtualThread", Runnable.class)
          .invoke(
              null,
              (Runnable)
                  () -> {
                    task.run();
                    waitForEver();
                  });
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void waitForEver() {
    try {
      NEVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
