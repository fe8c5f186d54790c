import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small shop that takes orders by HTTP, and confirms each by a mail in the background. */
public class Shop {

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    Shop shop = new Shop();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext(
        "/order",
        exchange -> {
          shop.order(exchange.getRequestURI().getQuery());
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    server.start();
  }

  void order(String article) {
    ExecutorService mailer = Executors.newFixedThreadPool(1);
    mailer.execute(() -> confirm(article));
  }

  private void confirm(String article) {
    // A mail would be sent here.
  }
}
