package io.threadleak.corpus.beyond;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.corpus.program.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Reads from a connection whose other end says nothing and stays open. */
final class SocketRead implements Program {
  @Override
  public List<Site> sites() {
    return List.of(Site.of("read"));
  }

  @Override
  public int copies() {
    return 10;
  }

  @Override
  public Expectation expectation() {
    return Expectation.BEYOND;
  }

  private static final List<Socket> ENDS = new ArrayList<>();

  @Override
  public void run(Stage stage) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
      ENDS.add(server.accept());
      stage.start(() -> read(client));
    }
  }

  private static void read(Socket socket) throws IOException {
    socket.getInputStream().read();
  }
}
