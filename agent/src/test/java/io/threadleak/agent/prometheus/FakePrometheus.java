package io.threadleak.agent.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Prometheus that instant queries of range vectors need, on loopback: series in memory,
 * and answers of any kind to make a client stumble.
 */
public final class FakePrometheus implements AutoCloseable {

  /** An answer to a request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private static final Pattern WINDOW = Pattern.compile("\\[(\\d+)ms]$");

  private final HttpServer server;
  private final Map<Map<String, String>, Map<Long, String>> series = new LinkedHashMap<>();
  private final List<Answer> next = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile long maxSamples = Long.MAX_VALUE;
  private volatile String warning = "";

  /** One that has no samples yet. */
  public FakePrometheus() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  Access access() {
    return access(Duration.ofSeconds(20));
  }

  Access access(Duration timeout) {
    return new Access(Access.baseOf(url()), Map.of("Authorization", "Bearer t"), timeout);
  }

  /** Its base URL. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next request without an answer yet gets this one instead of samples. */
  FakePrometheus answer(Answer answer) {
    next.add(answer);
    return this;
  }

  /** The same with a body and headers, name and value in turn. */
  public FakePrometheus answer(int status, String body, String... headers) {
    return answer(
        exchange -> {
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
          }
          send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
        });
  }

  /** Refuses queries that touch more samples than this. */
  void limit(long samples) {
    maxSamples = samples;
  }

  /** Comes with each answer. */
  public void warn(String text) {
    warning = text;
  }

  /** A sample. */
  public void add(Map<String, String> labels, long millis, String value) {
    series.computeIfAbsent(labels, of -> new TreeMap<>()).put(millis, value);
  }

  int requests() {
    return requests.size();
  }

  /** The path of each request. */
  public List<String> paths() {
    return requests.stream().map(request -> URI.create(request).getPath()).toList();
  }

  /** The queries that were answered with samples. */
  public List<String> queries() {
    return queries;
  }

  /** Authorization of each request, "null" for none. */
  public List<String> authorizations() {
    return authorizations;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestURI().toString());
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    if (!next.isEmpty()) {
      next.remove(0).to(exchange);
      return;
    }
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      parameters.put(
          pair.substring(0, pair.indexOf('=')),
          URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
    }
    String query = parameters.get("query");
    queries.add(query);
    Matcher window = WINDOW.matcher(query);
    if (!window.find()) {
      throw new IOException("no range vector: " + query);
    }
    long to = Math.round(Double.parseDouble(parameters.get("time")) * 1000);
    answerSamples(exchange, query, to - Long.parseLong(window.group(1)), to);
  }

  /** Both ends included, as in Prometheus 2. */
  private void answerSamples(HttpExchange exchange, String query, long from, long to)
      throws IOException {
    List<String> found = new ArrayList<>();
    long samples = 0;
    for (Map.Entry<Map<String, String>, Map<Long, String>> one : series.entrySet()) {
      Map<Long, String> within = new TreeMap<>(one.getValue());
      within.keySet().removeIf(millis -> millis < from || millis > to);
      if (!within.isEmpty() && isMatched(one.getKey(), query)) {
        samples += within.size();
        found.add(json(one.getKey(), within));
      }
    }
    if (samples > maxSamples) {
      String error = "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many\"}";
      send(exchange, 422, error.getBytes(StandardCharsets.UTF_8));
      return;
    }
    String warnings = warning.isEmpty() ? "" : ",\"warnings\":[\"" + warning + "\"]";
    String body =
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[%s]}%s}"
            .formatted(String.join(",", found), warnings);
    send(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
  }

  /** By the names that the query holds anywhere, and by the instance where it asks for one. */
  private static boolean isMatched(Map<String, String> labels, String query) {
    boolean named = Pattern.compile("\\b" + labels.get("__name__") + "\\b").matcher(query).find();
    String instance = "instance=\"" + labels.get("instance") + "\"";
    return named && (!query.contains("instance=") || query.contains(instance));
  }

  private static String json(Map<String, String> labels, Map<Long, String> samples) {
    List<String> pairs = new ArrayList<>();
    labels.forEach((name, value) -> pairs.add("\"%s\":\"%s\"".formatted(name, value)));
    List<String> values = new ArrayList<>();
    samples.forEach((millis, value) -> values.add("[%s,\"%s\"]".formatted(millis / 1e3, value)));
    return "{\"metric\":{%s},\"values\":[%s]}"
        .formatted(String.join(",", pairs), String.join(",", values));
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
