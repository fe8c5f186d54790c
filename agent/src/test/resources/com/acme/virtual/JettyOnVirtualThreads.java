package com.acme.virtual;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** Jetty, serving on virtual threads; every tenth request leaves one behind. */
public final class JettyOnVirtualThreads {

  static final int REQUESTS = 500;

  public static void main(String[] arguments) throws Exception {
    Server server = new Server(new VirtualThreadPool());
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    Orders orders = new Orders();
    server.setHandler(orders);
    server.start();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort())).build();
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < REQUESTS; i++) {
      client.send(request, BodyHandlers.discarding());
    }
    System.out.println("served on virtual threads " + orders.onVirtualThreads);
    while (System.getProperty("threadleak.url") == null) {
      Thread.sleep(20);
    }
    System.out.println("agent " + System.getProperty("threadleak.url"));
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    System.exit(0);
  }

  private static final class Orders extends Handler.Abstract {

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger onVirtualThreads = new AtomicInteger();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      if (Thread.currentThread().isVirtual()) {
        onVirtualThreads.incrementAndGet();
      }
      if (requests.incrementAndGet() % 10 == 0) {
        notifyShop();
      }
      callback.succeeded();
      return true;
    }

    private static void notifyShop() {
      Thread.startVirtualThread(Orders::waitForEver);
    }

    private static void waitForEver() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
