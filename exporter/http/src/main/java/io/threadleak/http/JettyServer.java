package io.threadleak.http;

import io.threadleak.attribution.OwnThreads;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty made small for a guest: an acceptor, a selector, a timer, and up to three threads that
 * render while there is something to render; memory and connections are bounded, and with the
 * connections the tasks in the pool's queue.
 *
 * <p>The acceptor has a thread of its own, though the selector could accept as well: when the limit
 * on connections is lifted, that way registers the port anew while its cancelled key may still be
 * there, and where it is, Jetty closes the port for good.
 */
final class JettyServer {

  private static final Logger LOG = LoggerFactory.getLogger(JettyServer.class);

  private static final int MAX_THREADS = 5;
  private static final int MIN_THREADS = 2;
  private static final int THREAD_IDLE_MILLIS = 10_000;
  private static final int THREAD_STOP_MILLIS = 2_000;

  private static final int MAX_CONNECTIONS = 1_024;
  private static final int MAX_WAITING_CONNECTIONS = 1_024;

  /**
   * Counts for a request that waits for a thread as well, so it is longer than Prometheus waits for
   * a scrape.
   */
  static final int IDLE_MILLIS = 15_000;

  private static final int CROWDED_IDLE_MILLIS = 1_000;

  private static final int MAX_REQUEST_HEADER_BYTES = 8_192;
  private static final int MAX_RESPONSE_HEADER_BYTES = 4_096;
  private static final int BUFFER_STEP_BYTES = 4_096;
  private static final int MAX_POOLED_BUFFER_BYTES = 65_536;
  private static final int MAX_POOLED_BUFFERS = 64;
  private static final int MAX_POOLED_BYTES = 1 << 20;

  private final ScheduledThreadPoolExecutor timer = timer();
  private final Server server;
  private final ServerConnector connector;
  private final SlowClients slowClients;

  /** Assembles the server; nothing runs before {@link #start()}. */
  JettyServer(
      String host,
      int port,
      int idleMillis,
      Doors doors,
      SlowClients.Limits slow,
      Handler handler) {
    server = new Server(threads(), new ScheduledExecutorScheduler(timer), buffers());
    server.setStopAtShutdown(false);
    server.setErrorHandler(new PlainErrors());
    server.setHandler(handler);
    connector = new ServerConnector(server, 1, 1, protocols(doors));
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(MAX_WAITING_CONNECTIONS);
    connector.setIdleTimeout(idleMillis);
    connector.setShutdownIdleTimeout(CROWDED_IDLE_MILLIS);
    server.addConnector(connector);
    NetworkConnectionLimit limit = new NetworkConnectionLimit(MAX_CONNECTIONS, connector);
    limit.setEndPointIdleTimeout(CROWDED_IDLE_MILLIS);
    server.addBean(limit);
    slowClients = new SlowClients(connector::getConnectedEndPoints, System::nanoTime, slow);
  }

  /**
   * Binds and serves. On failure all is taken back.
   *
   * @throws Exception what Jetty throws, a failure to bind mostly
   */
  void start() throws Exception {
    try {
      connector.open();
      server.start();
      slowClients.watch(timer);
    } catch (Exception e) {
      stop();
      throw e;
    }
  }

  /** The port bound to. */
  int port() {
    return connector.getLocalPort();
  }

  /** Closes the port and all connections, and ends the threads, within seconds. */
  void stop() {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("Stopping was not clean", e);
    } finally {
      connector.close();
      timer.shutdownNow();
    }
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads =
        new QueuedThreadPool(
            MAX_THREADS,
            MIN_THREADS,
            THREAD_IDLE_MILLIS,
            0,
            null,
            OwnThreads.group(),
            OwnThreads.factory("http"));
    threads.setName(OwnThreads.GROUP_NAME + "-http");
    threads.setStopTimeout(THREAD_STOP_MILLIS);
    return threads;
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, OwnThreads.factory("http-timer"));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private static ArrayByteBufferPool buffers() {
    return new ArrayByteBufferPool(
        0,
        BUFFER_STEP_BYTES,
        MAX_POOLED_BUFFER_BYTES,
        MAX_POOLED_BUFFERS,
        MAX_POOLED_BYTES,
        MAX_POOLED_BYTES);
  }

  private static ConnectionFactory[] protocols(Doors doors) {
    HttpConnectionFactory http = new HttpConnectionFactory(http());
    if (!doors.hasTls()) {
      return new ConnectionFactory[] {http};
    }
    SslConnectionFactory tls = new SslConnectionFactory(new FreshTls(doors), http.getProtocol());
    tls.setEnsureSecureRequestCustomizer(false); // it refuses names that no certificate is for
    return new ConnectionFactory[] {tls, http};
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_REQUEST_HEADER_BYTES);
    http.setResponseHeaderSize(MAX_RESPONSE_HEADER_BYTES);
    http.setMaxResponseHeaderSize(MAX_RESPONSE_HEADER_BYTES);
    return http;
  }
}
