package io.threadleak.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A small real HTTP service that leaks threads in three places and is honest in three others, under
 * its own steady load; where the JVM has virtual threads, it leaks them in a fourth place and is
 * honest with them in another. Prints one line on stdout, {@code demo service:
 * http://127.0.0.1:PORT/}, as soon as it serves; everything else goes to stderr.
 */
public final class DemoService implements AutoCloseable {

  private static final int USAGE_ERROR = 2;

  private final DemoOptions options;
  private final DemoServer server;
  private final LoadGenerator load;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Binds the address without serving yet.
   *
   * @throws IOException if the address cannot be bound
   */
  DemoService(DemoOptions options) throws IOException {
    this.options = options;
    server = new DemoServer(new InetSocketAddress(options.host(), options.port()), this::index);
    load =
        new LoadGenerator(
            server.baseUrl(),
            options.healthy() ? LoadMix.healthy() : LoadMix.everything(),
            new Pace(Pace.Clock.SYSTEM, options.rate()));
  }

  /** Runs the service: see {@link DemoOptions#USAGE}. Exits with 2 on a bad command line. */
  public static void main(String[] args) {
    int status = run(List.of(args), System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Runs the service for as long as its options say; returns the exit status. */
  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help")) {
      out.print(DemoOptions.USAGE);
      return 0;
    }
    DemoOptions options;
    try {
      options = DemoOptions.parse(arguments);
    } catch (UsageException wrong) {
      err.println("demo service: " + wrong.getMessage());
      err.print(DemoOptions.USAGE);
      return USAGE_ERROR;
    }
    try (DemoService service = new DemoService(options)) {
      service.serve(out, err);
      return 0;
    } catch (IOException unbound) {
      err.printf(
          "demo service: cannot listen at --host %s --port %d: %s; --port 0 takes a free port%n",
          options.host(), options.port(), unbound.getMessage());
      return USAGE_ERROR;
    }
  }

  /** Serves and sends, without waiting. */
  void start() {
    server.start();
    load.start();
  }

  /** Where a client on this machine finds the service; ends in a slash. */
  URI baseUrl() {
    return server.baseUrl();
  }

  /** What has become of the load's requests so far. */
  LoadCounts counts() {
    return load.counts();
  }

  DemoServer server() {
    return server;
  }

  /** Stops load and server; what has leaked stays. May be called twice. */
  @Override
  public void close() {
    load.close();
    server.close();
    closed.countDown();
  }

  private void serve(PrintStream out, PrintStream err) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "demo-shutdown"));
    start();
    out.println("demo service: " + baseUrl());
    out.flush();
    try {
      if (options.seconds() == 0) {
        closed.await();
      } else if (!closed.await(options.seconds(), TimeUnit.SECONDS)) {
        err.printf("demo service: %s in %d s%n", counts(), options.seconds());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private String index() {
    StringBuilder text = new StringBuilder("threadleak's demo service\n\n");
    for (DemoEndpoint endpoint : DemoEndpoint.values()) {
      String place = endpoint.available() ? endpoint.site() : VirtualThreads.NEED;
      text.append("%-22s %s%n".formatted(endpoint.path(), place));
    }
    return text.append("\nload: ")
        .append(counts())
        .append("; last failure: ")
        .append(load.lastFailure())
        .toString();
  }
}
