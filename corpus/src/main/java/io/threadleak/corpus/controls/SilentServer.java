package io.threadleak.corpus.controls;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Waits for the answer of a server that accepts and says nothing. */
final class SilentServer implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("send"));
  }

  @Override
  public Expectation expectation() {
    return Expectation.CONTROL;
  }

  private static final Queue<ServerSocket> SERVERS = new ConcurrentLinkedQueue<>();

  @Override
  public void run(Stage stage) throws Exception {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    SERVERS.add(server);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
            .build();
    stage.start(() -> send(request));
  }

  private static void send(HttpRequest request) throws Exception {
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
  }
}
