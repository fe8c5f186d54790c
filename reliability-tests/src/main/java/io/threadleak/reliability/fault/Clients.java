package io.threadleak.reliability.fault;

import io.threadleak.reliability.host.HostJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Many connections to our server. */
final class Clients implements AutoCloseable {

  private static final String SCRAPE =
      "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 ";

  private final List<Socket> sockets = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong answered = new AtomicLong();
  private int sent;

  private Clients() {}

  /** Sends so many scrapes before it reads any answer; how many are answered by 200. */
  static int scrapeAtOnce(int port, int scrapes) throws IOException {
    try (Clients clients = slow(port, scrapes)) {
      for (Socket socket : clients.sockets) {
        socket.getOutputStream().write(SCRAPE.getBytes(StandardCharsets.US_ASCII));
      }
      int answered = 0;
      for (Socket socket : clients.sockets) {
        answered += readAnswer(socket) ? 1 : 0;
      }
      return answered;
    }
  }

  /** Connections on which nothing is said yet. */
  static Clients slow(int port, int connections) throws IOException {
    Clients clients = new Clients();
    for (int i = 0; i < connections; i++) {
      clients.sockets.add(connect(port));
    }
    return clients;
  }

  /** Threads that scrape again and again until they get no answer. */
  static Clients scraping(int port, int number) {
    Clients clients = new Clients();
    for (int i = 0; i < number; i++) {
      Thread thread = new Thread(() -> clients.scrape(port), "scraping-" + i);
      thread.setDaemon(true);
      thread.start();
      clients.threads.add(thread);
    }
    return clients;
  }

  /** How many scrapes were answered. */
  long answered() {
    return answered.get();
  }

  /** Waits until none scrapes any more. */
  void awaitEnd() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(HostJvm.DEADLINE.toMillis());
      Stage.require("a client is let go", !thread.isAlive());
    }
  }

  /** The next byte of a request that has no end. */
  void sendOneByteEach() {
    int next = sent < SCRAPE.length() - 2 ? SCRAPE.charAt(sent) : 'x';
    for (Socket socket : sockets) {
      send(socket, next);
    }
    sent++;
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static void send(Socket socket, int next) {
    try {
      socket.getOutputStream().write(next);
    } catch (IOException letGo) {
      return; // by the server, which may
    }
  }

  private void scrape(int port) {
    try {
      while (true) {
        try (Socket socket = connect(port)) {
          socket.getOutputStream().write(SCRAPE.getBytes(StandardCharsets.US_ASCII));
          if (!readAnswer(socket)) {
            return;
          }
          answered.incrementAndGet();
        }
      }
    } catch (IOException closed) {
      return; // what it waited for
    }
  }

  private static boolean readAnswer(Socket socket) throws IOException {
    byte[] answer = socket.getInputStream().readAllBytes();
    return new String(answer, StandardCharsets.ISO_8859_1).startsWith(OK);
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) HostJvm.DEADLINE.toMillis());
    return socket;
  }
}
