package io.threadleak.endtoend.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * As much of a Kubernetes API server as the discovery of pods needs: it tells of some pods, as a
 * list or as the first events of a watch, and of no changes after that.
 */
final class PodApi implements AutoCloseable {

  /**
   * A pod on loopback with one container, {@code app}, whose ports are {@code http} and one more.
   *
   * @param label the value of {@code app.kubernetes.io/name}; none where it is empty
   * @param port the number of the port that is named {@code portName}
   */
  record Pod(String name, String phase, String label, String portName, int port) {

    private String json() {
      String labels = label.isEmpty() ? "" : "\"app.kubernetes.io/name\":\"" + label + "\"";
      return """
      {"kind":"Pod","apiVersion":"v1",
       "metadata":{"name":"%s","resourceVersion":"1","namespace":"shop","uid":"%s","labels":{%s}},
       "spec":{"nodeName":"node-1","containers":[{"name":"app","image":"app:1","ports":[
         {"name":"http","containerPort":8080,"protocol":"TCP"},
         {"name":"%s","containerPort":%d,"protocol":"TCP"}]}]},
       "status":{"phase":"%s","podIP":"127.0.0.1","hostIP":"127.0.0.1"}}"""
          .formatted(name, name, labels, portName, port, phase);
    }
  }

  /** What ends the events of a watch that stand for the list. */
  private static final String END_OF_LIST =
      """
      {"type":"BOOKMARK","object":{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"1",
       "annotations":{"k8s.io/initial-events-end":"true"}}}}
      """;

  private final HttpServer server;
  private final List<Pod> pods;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);

  private PodApi(HttpServer server, List<Pod> pods) {
    this.server = server;
    this.pods = pods;
  }

  /** Listens on a free port. */
  static PodApi start(List<Pod> pods) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    PodApi api = new PodApi(server, pods);
    server.createContext("/api/v1/pods", api::answer);
    server.setExecutor(api.threads);
    server.start();
    return api;
  }

  /** Its root. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      if (!query.contains("watch=")) {
        send(exchange, list());
      } else {
        if (query.contains("sendInitialEvents=true")) {
          send(exchange, events());
        }
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String list() {
    return pods.stream()
        .map(Pod::json)
        .collect(
            Collectors.joining(
                ",",
                "{\"kind\":\"PodList\",\"apiVersion\":\"v1\","
                    + "\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[",
                "]}"));
  }

  private String events() {
    return pods.stream()
        .map(pod -> "{\"type\":\"ADDED\",\"object\":" + pod.json() + "}\n")
        .collect(Collectors.joining("", "", END_OF_LIST));
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }
}
