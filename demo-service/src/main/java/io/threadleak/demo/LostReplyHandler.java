package io.threadleak.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;

/**
 * Leaky: a thread for each request that waits for a reply on a queue which nobody else knows, so
 * that none can ever come.
 */
final class LostReplyHandler implements HttpHandler {

  private final DemoThreads threads = new DemoThreads("audit");

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    waitForReplyThatNeverComes(new Reply(new SynchronousQueue<>()));
    Replies.send(exchange, 202, "waiting for a reply that will not come");
  }

  private void waitForReplyThatNeverComes(Reply reply) {
    threads.newThread(reply).start();
  }

  private record Reply(BlockingQueue<String> replies) implements Runnable {

    @Override
    public void run() {
      try {
        replies.take();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
