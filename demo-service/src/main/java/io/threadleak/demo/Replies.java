package io.threadleak.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The plain-text answers of the service. */
final class Replies {

  private Replies() {}

  /** Answers and closes the exchange. */
  static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Answers from a thread of the demo's own; a client that has gone needs no answer. */
  static void sendOrForget(HttpExchange exchange, int status, String text) {
    try {
      send(exchange, status, text);
    } catch (IOException gone) {
      exchange.close();
    }
  }
}
