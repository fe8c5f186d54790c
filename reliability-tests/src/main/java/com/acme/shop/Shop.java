package com.acme.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * A shop on Tomcat. Its port goes to the file that the system property {@code shop.port} names, not
 * to its output, which is the same in every run of as many orders.
 */
public final class Shop {

  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  private final Tomcat tomcat = new Tomcat();
  private final Path directory = Files.createTempDirectory("shop");
  private final Desk desk;
  private final OrderServlet orders;
  private volatile boolean closed;

  private Shop(Desk desk) throws IOException {
    this.desk = desk;
    this.orders = new OrderServlet(desk);
    TOMCAT.setLevel(Level.SEVERE);
    tomcat.setSilent(true);
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    // So that a client that keeps its connection never meets a server that closes it.
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    tomcat.getConnector().setProperty("connectionTimeout", "-1");
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "order", orders).setLoadOnStartup(1);
    context.addServletMappingDecoded("/order", "order");
    Tomcat.addServlet(context, "desk", new DeskServlet(desk));
    context.addServletMappingDecoded("/desk/*", "desk");
  }

  /** Opens the shop; closes it, and lets the JVM end, once its desk is told to. */
  public static void main(String[] arguments) throws Exception {
    run(new Desk());
  }

  /** The same with more to be asked for at the desk. */
  static void run(Desk desk) throws Exception {
    Shop shop = new Shop(desk);
    shop.open();
    desk.offer("redeploy", new Redeployment(shop.tomcat, desk.dropped())::run);
    Runtime.getRuntime().addShutdownHook(new Thread(shop::drain, "drain"));
    desk.awaitEnd();
    shop.close();
  }

  private void open() throws LifecycleException, IOException {
    tomcat.start();
    System.out.println("shop: open");
    Path port = Path.of(System.getProperty("shop.port"));
    Path written =
        Files.writeString(
            port.resolveSibling("port.part"),
            Integer.toString(tomcat.getConnector().getLocalPort()));
    Files.move(written, port);
  }

  /** Told to stop, it answers until nobody asks any more. */
  private void drain() {
    if (!closed) {
      orders.awaitQuiet();
      System.out.println("shop: closed");
    }
  }

  private void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    desk.close();
    List<Path> left;
    try (Stream<Path> files = Files.walk(directory)) {
      left = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : left) {
      Files.delete(file);
    }
    closed = true;
    System.out.println("shop: closed");
  }
}
