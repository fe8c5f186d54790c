package io.threadleak.demo;

import com.sun.net.httpserver.HttpExchange;

/** Some work for a request, answered when it is done; interrupted work is answered with 503. */
record Work(HttpExchange exchange, long millis, String answer) implements Runnable {

  @Override
  public void run() {
    try {
      Thread.sleep(millis);
      Replies.sendOrForget(exchange, 200, answer);
    } catch (InterruptedException stopped) {
      Replies.sendOrForget(exchange, 503, "the service is stopping");
    }
  }
}
