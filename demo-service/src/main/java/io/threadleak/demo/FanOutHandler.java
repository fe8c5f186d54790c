package io.threadleak.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Healthy: {@value #SHOPS} virtual threads for each request, one for each shop that is asked for a
 * price. Each waits 20 to 200 ms and ends; the last one answers the request. Hundreds of starts a
 * second, and as many ends.
 */
final class FanOutHandler implements HttpHandler {

  static final int SHOPS = 60;

  private final EvenSpread wait = new EvenSpread(20, 200);
  private final ThreadFactory threads;

  FanOutHandler(ThreadFactory threads) {
    this.threads = threads;
  }

  @Override
  public void handle(HttpExchange exchange) {
    AtomicInteger unanswered = new AtomicInteger(SHOPS);
    for (int shop = 0; shop < SHOPS; shop++) {
      askShop(new Offer(exchange, wait.nextMillis(), unanswered));
    }
  }

  private void askShop(Offer offer) {
    threads.newThread(offer).start();
  }

  private record Offer(HttpExchange exchange, long millis, AtomicInteger unanswered)
      implements Runnable {

    @Override
    public void run() {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      if (unanswered.decrementAndGet() == 0) {
        Replies.sendOrForget(exchange, 200, "asked " + SHOPS + " shops at once");
      }
    }
  }
}
