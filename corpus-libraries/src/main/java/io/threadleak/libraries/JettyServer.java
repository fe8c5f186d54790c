package io.threadleak.libraries;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Jetty with a handler that asks the backend, and a main thread that joins it. */
final class JettyServer implements Library {

  private final Server server;
  private final ServerConnector connector;

  /**
   * Starts it.
   *
   * @param virtual runs what may block; null for its own pool
   */
  JettyServer(Backend backend, @Nullable Executor virtual) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool();
    if (virtual != null) {
      threads.setVirtualThreadsExecutor(virtual);
    }
    server = new Server(threads);
    connector = new ServerConnector(server);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.addConnector(connector);
    server.setHandler(new Asking(backend));
    server.start();
    Thread main = new Thread(this::join, "main of Jetty");
    main.setDaemon(true);
    main.start();
  }

  @Override
  public void use() throws IOException {
    Http.get(connector.getLocalPort());
  }

  @Override
  public void end() throws Exception {
    server.stop();
  }

  private void join() {
    try {
      server.join();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Asking extends Handler.Abstract {

    private final Backend backend;

    Asking(Backend backend) {
      this.backend = backend;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Content.Sink.write(response, true, backend.ask(), callback);
      return true;
    }
  }
}
