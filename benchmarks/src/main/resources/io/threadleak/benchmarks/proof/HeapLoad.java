package com.acme.shop;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * A JVM with a heap of many small objects and with parked threads, of which some are leaked: nothing
 * but their own stacks holds what they wait for. It says "ready" and how many those are, answers
 * each "collect" by a full collection and "done", and ends with its input.
 */
final class HeapLoad {

  /** Three objects of 24, 24 and 32 bytes, with compressed references. */
  private static final int BYTES_PER_ORDER = 80;

  private static final int ORDERS_PER_LIST = 50;
  private static final int CALLS = 20;

  private static final Semaphore STOCK = new Semaphore(0);
  private static final List<Order> ORDERS = new ArrayList<>();

  private HeapLoad() {}

  /** The arguments are MiB of objects, threads, leaked threads, and "platform" or "virtual". */
  public static void main(String[] arguments) throws Exception {
    fill(Long.parseLong(arguments[0]) << 20);
    int leaked = Integer.parseInt(arguments[2]);
    park(Integer.parseInt(arguments[1]), leaked, arguments[3].equals("virtual"));
    System.gc();
    System.out.println("ready " + leaked);
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    while (commands.readLine() != null) {
      System.gc();
      System.out.println("done");
    }
  }

  /** Lists of orders, of which each refers to any other. */
  private static void fill(long bytes) {
    int lists = (int) (bytes / BYTES_PER_ORDER / ORDERS_PER_LIST);
    SplittableRandom random = new SplittableRandom(1);
    for (int list = 0; list < lists; list++) {
      Order first = null;
      for (int i = 0; i < ORDERS_PER_LIST; i++) {
        Order other = ORDERS.isEmpty() ? null : ORDERS.get(random.nextInt(ORDERS.size()));
        first = new Order(i, first, new Line(i, other, new byte[10]));
      }
      ORDERS.add(first);
    }
  }

  private static void park(int threads, int leaked, boolean virtual) throws Exception {
    Method starter =
        virtual ? Thread.class.getMethod("startVirtualThread", Runnable.class) : null;
    CountDownLatch standing = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      Runnable task =
          i < leaked ? () -> answer(CALLS, standing) : () -> reserve(CALLS, standing);
      if (starter == null) {
        Thread thread = new Thread(task, "worker-" + i);
        thread.setDaemon(true);
        thread.start();
      } else {
        starter.invoke(null, task);
      }
    }
    standing.await();
  }

  /** Waits for an answer that nobody can give any more. */
  private static void answer(int calls, CountDownLatch standing) {
    if (calls > 0) {
      answer(calls - 1, standing);
      return;
    }
    standing.countDown();
    new Semaphore(0).acquireUninterruptibly();
  }

  /** Waits for what anyone may bring. */
  private static void reserve(int calls, CountDownLatch standing) {
    if (calls > 0) {
      reserve(calls - 1, standing);
      return;
    }
    standing.countDown();
    STOCK.acquireUninterruptibly();
  }

  private static final class Order {

    final int number;
    final Order next;
    final Line line;

    Order(int number, Order next, Line line) {
      this.number = number;
      this.next = next;
      this.line = line;
    }
  }

  private static final class Line {

    final int number;
    final Order other;
    final byte[] text;

    Line(int number, Order other, byte[] text) {
      this.number = number;
      this.other = other;
      this.text = text;
    }
  }
}
