package io.threadleak.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server with all {@link DemoEndpoint}s that are available and an index at {@code /}. No
 * handler blocks the few threads that serve requests.
 */
final class DemoServer implements AutoCloseable {

  private static final int REQUEST_THREADS = 4;

  private final SharedPoolHandler sharedPool = new SharedPoolHandler();
  private final @Nullable TimedOutLookupHandler lookups =
      VirtualThreads.available() ? new TimedOutLookupHandler(VirtualThreads.named("lookup")) : null;
  private final ThreadPoolExecutor requestThreads =
      new ThreadPoolExecutor(
          REQUEST_THREADS,
          REQUEST_THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          new DemoThreads("demo-http"));
  private final Map<DemoEndpoint, HttpHandler> handlers = new EnumMap<>(DemoEndpoint.class);
  private final HttpServer server;

  /**
   * Binds the address without serving yet.
   *
   * @param index what to answer at {@code /}
   * @throws IOException if the address cannot be bound
   */
  DemoServer(InetSocketAddress address, Supplier<String> index) throws IOException {
    handlers.put(DemoEndpoint.SHARED_POOL, sharedPool);
    handlers.put(DemoEndpoint.THREAD_PER_REQUEST, new ThreadPerRequestHandler());
    handlers.put(DemoEndpoint.CONNECTION, new ConnectionHandler());
    handlers.put(DemoEndpoint.EXECUTOR_PER_REQUEST, new ExecutorPerRequestHandler());
    handlers.put(DemoEndpoint.TIMER_PER_REQUEST, new TimerPerRequestHandler());
    handlers.put(DemoEndpoint.LOST_REPLY, new LostReplyHandler());
    if (lookups != null) {
      handlers.put(DemoEndpoint.FAN_OUT, new FanOutHandler(VirtualThreads.named("offer")));
      handlers.put(DemoEndpoint.TIMED_OUT_LOOKUP, lookups);
    }
    server = HttpServer.create(address, 0);
    server.setExecutor(requestThreads);
    server.createContext("/", exchange -> index(exchange, index));
    handlers.forEach((endpoint, handler) -> server.createContext(endpoint.path(), handler));
  }

  /** Starts to serve. */
  void start() {
    startRequestThreads();
    server.start();
  }

  /** All of them now, so that no request is charged with a thread that serves others. */
  private void startRequestThreads() {
    requestThreads.prestartAllCoreThreads();
  }

  /** Where a client on this machine finds the service; ends in a slash. */
  URI baseUrl() {
    InetSocketAddress bound = server.getAddress();
    InetAddress address = bound.getAddress();
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + "/");
  }

  SharedPoolHandler sharedPool() {
    return sharedPool;
  }

  /** Stops at once; what has leaked stays. */
  @Override
  public void close() {
    server.stop(0);
    requestThreads.shutdownNow();
    sharedPool.close();
    if (lookups != null) {
      lookups.close();
    }
  }

  private static void index(HttpExchange exchange, Supplier<String> text) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/")) {
      Replies.send(exchange, 200, text.get());
    } else {
      Replies.send(exchange, 404, "no such endpoint; / lists them all");
    }
  }
}
