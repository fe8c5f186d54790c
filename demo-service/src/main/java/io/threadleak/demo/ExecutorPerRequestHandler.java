package io.threadleak.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Leaky: an executor made for each request and never shut down. Its one worker runs one task and
 * then waits for the next for ever.
 *
 * <p>A fixed pool, since {@link Executors#newSingleThreadExecutor()} shuts itself down once it is
 * garbage: that would leak only until the next collection.
 */
final class ExecutorPerRequestHandler implements HttpHandler {

  private final DemoThreads threads = new DemoThreads("export");

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    exportOnNewExecutor(new Export());
    Replies.send(exchange, 202, "exporting on an executor that nobody will shut down");
  }

  private void exportOnNewExecutor(Export export) {
    ExecutorService executor = Executors.newFixedThreadPool(1, threads);
    executor.execute(export);
  }

  private static final class Export implements Runnable {

    @Override
    public void run() {
      // What is exported is beside the point: the worker stays when this is done.
    }
  }
}
