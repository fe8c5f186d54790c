package com.acme.virtual;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/** Tomcat, serving on virtual threads; every tenth request leaves one behind. */
public final class TomcatOnVirtualThreads {

  static final int REQUESTS = 500;

  public static void main(String[] arguments) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().getProtocolHandler().setExecutor(new VirtualThreadExecutor("http-"));
    Context context = tomcat.addContext("/shop", null);
    Orders orders = new Orders();
    Tomcat.addServlet(context, "orders", orders);
    context.addServletMappingDecoded("/orders/*", "orders");
    tomcat.start();
    int port = tomcat.getConnector().getLocalPort();
    String orders7 = "http://127.0.0.1:" + port + "/shop/orders/7";
    HttpRequest request = HttpRequest.newBuilder(URI.create(orders7)).build();
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

  private static final class Orders extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger onVirtualThreads = new AtomicInteger();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      if (Thread.currentThread().isVirtual()) {
        onVirtualThreads.incrementAndGet();
      }
      if (requests.incrementAndGet() % 10 == 0) {
        notifyShop();
      }
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
