package io.threadleak.libraries;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The JDK's HttpClient, and the JDK's server with a pool behind it. */
final class JdkHttpClient implements Library {

  private static final int SERVER_THREADS = 4;

  private final ExecutorService serving = Executors.newFixedThreadPool(SERVER_THREADS);
  private final Backend backend;
  private final HttpServer server;
  private final HttpClient client;

  /**
   * Starts both.
   *
   * @param executor runs the client's tasks; null for its own pool
   */
  JdkHttpClient(Backend backend, @Nullable Executor executor) throws IOException {
    this.backend = backend;
    // Else the server and the system wait 40 ms for each other in every answer, before Java 21.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(serving);
    server.createContext("/", this::answer);
    server.start();
    HttpClient.Builder builder = HttpClient.newBuilder();
    client = executor == null ? builder.build() : builder.executor(executor).build();
  }

  @Override
  public void use() throws IOException, InterruptedException {
    URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    HttpRequest request = HttpRequest.newBuilder(root).build();
    check(client.send(request, HttpResponse.BodyHandlers.ofString()));
    check(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join());
  }

  @Override
  public void end() {
    server.stop(0);
    serving.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] answer = backend.ask().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static void check(HttpResponse<String> response) throws IOException {
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
  }
}
