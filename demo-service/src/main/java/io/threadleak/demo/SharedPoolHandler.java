package io.threadleak.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Healthy: work queued to a bounded pool that all requests share. The pool fills up with the first
 * few requests, and its threads stay for good: old threads, yet no leak. A full queue is answered
 * with 503.
 */
final class SharedPoolHandler implements HttpHandler, AutoCloseable {

  static final int POOL_SIZE = 4;
  private static final int QUEUE_CAPACITY = 200;

  private final EvenSpread work = new EvenSpread(5, 40);
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          POOL_SIZE,
          POOL_SIZE,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE_CAPACITY),
          new DemoThreads("orders"));

  @Override
  public void handle(HttpExchange exchange) {
    try {
      queueOnSharedPool(new Work(exchange, work.nextMillis(), "order taken by the shared pool"));
    } catch (RejectedExecutionException full) {
      Replies.sendOrForget(exchange, 503, "the shared pool is full");
    }
  }

  private void queueOnSharedPool(Work order) {
    pool.execute(order);
  }

  /** Threads of the pool at present. */
  int poolSize() {
    return pool.getPoolSize();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
