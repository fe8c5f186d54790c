package io.threadleak.benchmarks.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.threadleak.exposition.Answer;
import io.threadleak.prometheus.PrometheusExposition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * All instances of a fleet behind one port of loopback, each at a path of its own, exposed by the
 * adapter that services have.
 */
final class FleetTargets implements AutoCloseable {

  private static final int THREADS = 4;
  private static final String PATH = "/instances/";

  private final List<SimulatedInstance> instances;
  private final PrometheusExposition exposition = new PrometheusExposition();
  private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
  private final HttpServer server;

  /** Listens at a free port. */
  FleetTargets(int instances, int sites) throws IOException {
    Instant begin = Instant.now();
    this.instances =
        IntStream.range(0, instances)
            .mapToObj(number -> new SimulatedInstance(number, sites, begin))
            .toList();
    server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), instances);
    server.setExecutor(executor);
    server.createContext(PATH, this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int number = Integer.parseInt(exchange.getRequestURI().getPath().substring(PATH.length()));
      Answer answer = scrape(number, exchange.getRequestHeaders().getFirst("Accept"));
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.sendResponseHeaders(200, answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  /** What an instance exposes now; in text where nothing else is accepted. */
  Answer scrape(int number, String accept) {
    SimulatedInstance instance = instances.get(number);
    synchronized (instance) {
      return exposition.scrape(instance.report(Instant.now()), accept, Set.of());
    }
  }

  /** The part of a configuration that scrapes all of them. */
  String scrapeConfig() {
    StringBuilder yaml =
        new StringBuilder("scrape_configs:\n  - job_name: fleet\n    static_configs:\n");
    for (int i = 0; i < instances.size(); i++) {
      String job = instances.get(i).job();
      yaml.append(
          """
                - targets: ["127.0.0.1:%d"]
                  labels: {__metrics_path__: "%s%d", cluster: eu-1, namespace: shop, job: %s, instance: "%s-%d:9847"}
          """
              .formatted(server.getAddress().getPort(), PATH, i, job, job, i));
    }
    return yaml.toString();
  }

  /** Stops listening. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
