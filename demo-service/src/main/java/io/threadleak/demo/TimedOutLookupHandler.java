package io.threadleak.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Leaky: a virtual thread for each request, which waits until the warehouse replies. One lookup in
 * {@value #ONE_SLOW_IN} takes the warehouse longer than a request may take. The time-out then
 * forgets whom the reply is for, without telling the thread: when the reply comes, nobody passes it
 * on, and the thread waits for ever.
 */
final class TimedOutLookupHandler implements HttpHandler, AutoCloseable {

  static final int ONE_SLOW_IN = 3;

  private static final long PATIENCE_MILLIS = 250;
  private static final long SLOW_MILLIS = 400;

  private final EvenSpread wait = new EvenSpread(20, 100);
  private final AtomicLong lookups = new AtomicLong();
  private final Map<Long, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor warehouse =
      new ScheduledThreadPoolExecutor(1, new DemoThreads("warehouse"));
  private final ThreadFactory threads;

  TimedOutLookupHandler(ThreadFactory threads) {
    this.threads = threads;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // neither task fails, and none is called off
  public void handle(HttpExchange exchange) {
    long lookup = lookups.getAndIncrement();
    CompletableFuture<String> reply = new CompletableFuture<>();
    waiting.put(lookup, reply);
    waitForWarehouse(new Lookup(exchange, reply));
    long millis = lookup % ONE_SLOW_IN == 0 ? SLOW_MILLIS : wait.nextMillis();
    warehouse.schedule(() -> reply(lookup), millis, TimeUnit.MILLISECONDS);
    warehouse.schedule(() -> timeOut(lookup, exchange), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void waitForWarehouse(Lookup lookup) {
    threads.newThread(lookup).start();
  }

  private void reply(long lookup) {
    CompletableFuture<String> reply = waiting.remove(lookup);
    if (reply != null) {
      reply.complete("in stock");
    }
  }

  private void timeOut(long lookup, HttpExchange exchange) {
    CompletableFuture<String> forgotten = waiting.remove(lookup);
    if (forgotten != null) {
      Replies.sendOrForget(exchange, 202, "the warehouse is slow; ask again");
    }
  }

  /** Whether the warehouse has replied to all, and every time-out has passed. */
  boolean idle() {
    return warehouse.getQueue().isEmpty() && warehouse.getActiveCount() == 0;
  }

  @Override
  public void close() {
    warehouse.shutdownNow();
  }

  private record Lookup(HttpExchange exchange, CompletableFuture<String> reply)
      implements Runnable {

    @Override
    public void run() {
      Replies.sendOrForget(exchange, 200, reply.join());
    }
  }
}
