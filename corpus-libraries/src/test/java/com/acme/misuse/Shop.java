package com.acme.misuse;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A service that serves a few requests with each library, tells where the agent answers, and waits
 * for the end of its input.
 */
final class Shop {

  private static final int REQUESTS = 3;

  private static final List<Misuse> LIBRARIES =
      List.of(
          new OkHttpPerRequest(),
          new JdkClientPerRequest(),
          new ApacheClientPerRequest(),
          new NettyPerRequest(),
          new HikariPerRequest(),
          new QuartzPerRequest(),
          new ReactorPerRequest(),
          new LettucePerRequest(),
          new GrpcPerRequest(),
          new CaffeinePerRequest());

  private Shop() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    URI backend = startBackend();
    // As in a server: those who serve requests are not those who started the service.
    ExecutorService requests = Executors.newFixedThreadPool(2);
    for (Misuse library : LIBRARIES) {
      for (int request = 0; request < REQUESTS; request++) {
        requests.submit(() -> serveFirst(library, backend)).get();
      }
      for (int request = 0; request < REQUESTS; request++) {
        requests.submit(() -> serveSecond(library, backend)).get();
      }
    }
    System.out.println("served");
    while (System.getProperty("threadleak.url") == null) {
      LockSupport.parkNanos(20_000_000);
    }
    System.out.println("agent " + System.getProperty("threadleak.url"));
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    Runtime.getRuntime().halt(0);
  }

  private static boolean serveFirst(Misuse library, URI backend) throws Exception {
    library.first(backend);
    return true;
  }

  private static boolean serveSecond(Misuse library, URI backend) throws Exception {
    library.second(backend);
    return true;
  }

  private static URI startBackend() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }
}
