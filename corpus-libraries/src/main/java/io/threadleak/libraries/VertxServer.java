package io.threadleak.libraries;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;

/** An HTTP server by Vert.x, whose handler asks the backend on a worker. */
final class VertxServer implements Library {

  private final Vertx vertx = Vertx.vertx();
  private final Backend backend;
  private final HttpServer server;

  /** Starts it. */
  VertxServer(Backend backend) {
    this.backend = backend;
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @Override
  public void use() throws IOException {
    Http.get(server.actualPort());
    vertx.executeBlocking(backend::ask).toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void answer(HttpServerRequest request) {
    vertx
        .executeBlocking(backend::ask, false)
        .onComplete(asked -> request.response().end(asked.result()));
  }
}
