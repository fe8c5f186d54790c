package io.threadleak.reliability.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Orders at a shop, over connections that are kept, none ever tried again: one that is not answered
 * by 200 and its whole body is lost.
 */
public final class Load {

  private static final int CONNECTIONS = 4;

  private final int port;
  private final long pauseMicros;
  private final AtomicLong tried = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicReference<@Nullable String> firstLoss = new AtomicReference<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  private Load(int port, double ordersPerSecond) {
    this.port = port;
    this.pauseMicros = Math.round(1e6 * CONNECTIONS / ordersPerSecond);
  }

  /** Begins. */
  public static Load start(HostJvm host, double ordersPerSecond) {
    Load load = new Load(host.port(), ordersPerSecond);
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread thread = new Thread(load::order, "load-" + i);
      thread.setDaemon(true);
      thread.start();
      load.threads.add(thread);
    }
    return load;
  }

  /** Orders that have been made. */
  public long tried() {
    return tried.get();
  }

  /** Those that were lost. */
  public long lost() {
    return lost.get();
  }

  /** How the first was lost; empty if none was. */
  public String firstLoss() {
    String loss = firstLoss.get();
    return loss == null ? "" : loss;
  }

  /** Waits until so many more orders have been made. */
  public void awaitMore(long orders) throws InterruptedException {
    long until = tried() + orders;
    long deadline = System.nanoTime() + HostJvm.DEADLINE.toNanos();
    while (tried() < until) {
      HostJvm.pause(deadline, "the host serves no more: " + tried() + " of " + until + " orders");
    }
  }

  /** Has every order under way be answered, and makes no more. */
  public void stop() throws InterruptedException {
    ended = true;
    for (Thread thread : threads) {
      thread.join(HostJvm.DEADLINE.toMillis());
    }
  }

  private void order() {
    WireConnection connection = null;
    while (!ended) {
      tried.incrementAndGet();
      try {
        connection = connection == null ? new WireConnection(port) : connection;
        int status = connection.get("/order");
        if (status != 200) {
          lose("status " + status);
        }
        TimeUnit.MICROSECONDS.sleep(pauseMicros);
      } catch (IOException e) {
        lose(e.toString());
        closeQuietly(connection);
        connection = null;
      } catch (InterruptedException e) {
        break;
      }
    }
    closeQuietly(connection);
  }

  private void lose(String how) {
    lost.incrementAndGet();
    firstLoss.compareAndSet(null, how);
  }

  private static void closeQuietly(@Nullable WireConnection connection) {
    if (connection != null) {
      connection.close();
    }
  }
}
