package io.threadleak.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Healthy: a long-lived connection with a thread of its own, which sends a line a second for 5 to
 * 15 s and ends. Opened at a steady rate, the threads grow for 15 s and then level off.
 */
final class ConnectionHandler implements HttpHandler {

  private static final long TICK_MILLIS = 1_000;
  private static final byte[] TICK = "tick\n".getBytes(StandardCharsets.UTF_8);

  private final EvenSpread life;
  private final DemoThreads threads = new DemoThreads("connection");

  ConnectionHandler() {
    this(new EvenSpread(5_000, 15_000));
  }

  /** With another length of life, for tests. */
  ConnectionHandler(EvenSpread life) {
    this.life = life;
  }

  @Override
  public void handle(HttpExchange exchange) {
    openConnection(new Connection(exchange, life.nextMillis()));
  }

  private void openConnection(Connection connection) {
    threads.newThread(connection).start();
  }

  private record Connection(HttpExchange exchange, long millis) implements Runnable {

    @Override
    public void run() {
      try (exchange) {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        stream(exchange.getResponseBody());
      } catch (IOException gone) {
        // The client hung up, or the service is closing: either way the connection is over.
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    private void stream(OutputStream body) throws IOException, InterruptedException {
      for (long left = millis; left > 0; left -= TICK_MILLIS) {
        body.write(TICK);
        body.flush();
        Thread.sleep(Math.min(TICK_MILLIS, left));
      }
    }
  }
}
