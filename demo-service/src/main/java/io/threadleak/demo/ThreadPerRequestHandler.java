package io.threadleak.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/**
 * Healthy: a thread for each request, which answers it after 20 to 200 ms and ends. Wasteful, many
 * starts a second, yet no leak.
 */
final class ThreadPerRequestHandler implements HttpHandler {

  private final EvenSpread work = new EvenSpread(20, 200);
  private final DemoThreads threads = new DemoThreads("quote");

  @Override
  public void handle(HttpExchange exchange) {
    answerOnOwnThread(new Work(exchange, work.nextMillis(), "quoted on a thread of its own"));
  }

  private void answerOnOwnThread(Work quote) {
    threads.newThread(quote).start();
  }
}
