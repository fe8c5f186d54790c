package com.acme.shop;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers an order with the sum of what a thread of its own and one of a shared pool found. It
 * prints a line for every hundredth order, and on standard error for every 250th, so that its
 * output follows from how many orders it had.
 */
final class OrderServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private static final int TOLD_EVERY = 100;
  private static final int AUDITED_EVERY = 250;
  private static final int POOL_THREADS = 4;
  private static final long QUIET_NANOS = 500_000_000;

  private final transient ExecutorService pool = Executors.newFixedThreadPool(POOL_THREADS);
  private final transient AtomicLong orders = new AtomicLong();
  private final transient Desk desk;

  OrderServlet(Desk desk) {
    this.desk = desk;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (desk.losesNext()) {
      response.setStatus(HttpServletResponse.SC_CONFLICT);
      response.setContentLength(0);
      return;
    }
    byte[] body = ("total " + total() + "\n").getBytes(StandardCharsets.UTF_8);
    long number = orders.incrementAndGet();
    if (number % TOLD_EVERY == 0) {
      System.out.println("shop: order " + number);
    }
    if (number % AUDITED_EVERY == 0) {
      System.err.println("shop: audit " + number);
    }
    response.setContentType("text/plain");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  @Override
  public void destroy() {
    pool.shutdownNow();
  }

  /** Waits until no order came for half a second. */
  void awaitQuiet() {
    long seen = -1;
    while (seen != orders.get()) {
      seen = orders.get();
      LockSupport.parkNanos(QUIET_NANOS);
    }
  }

  private int total() throws IOException {
    Callable<Integer> price = () -> 1;
    FutureTask<Integer> asked = new FutureTask<>(price);
    Thread asking = new Thread(asked, "price");
    try {
      asking.start();
      asking.join();
    } catch (OutOfMemoryError noThread) {
      asked.run();
    } catch (InterruptedException e) {
      throw new IOException("no price", e);
    }
    try {
      return asked.get() + pool.submit(price).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException("no price", e);
    }
  }
}
