package io.threadleak.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.OwnThreads;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many clients at once, slow ones, and a server that closes under them. */
class ServerLoadTest {

  private static final int LARGE = 20_000_000;
  private static final String SCRAPE =
      "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

  @Test
  void scrapes_thousandAtOnce_areAllAnsweredByFewThreads() throws Exception {
    try (ThreadLeakServer server = TestServers.ofBytes(10_000)) {
      HttpClient client = HttpClient.newHttpClient();
      List<CompletableFuture<HttpResponse<byte[]>>> scrapes =
          IntStream.range(0, 1_000)
              .mapToObj(
                  i ->
                      client.sendAsync(
                          TestServers.request(server, "/metrics").build(),
                          HttpResponse.BodyHandlers.ofByteArray()))
              .toList();
      int threads = 0;
      for (CompletableFuture<HttpResponse<byte[]>> scrape : scrapes) {
        assertThat(scrape.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(scrape.join().body()).hasSize(10_000);
        threads = Math.max(threads, ownThreads());
      }
      assertThat(threads).isLessThanOrEqualTo(6);
      assertThat(server.failures()).isZero();
    }
  }

  @Test
  void clients_thatReadNothing_holdUpNobody() throws Exception {
    try (ThreadLeakServer server = TestServers.ofBytes(LARGE)) {
      List<Socket> slow = new ArrayList<>();
      try {
        for (int i = 0; i < 16; i++) {
          slow.add(scraping(server));
        }
        assertThat(TestServers.get(server, "/-/healthy").statusCode()).isEqualTo(200);
        assertThat(readAll(slow.get(0))).isGreaterThan(LARGE);
      } finally {
        closeAll(slow);
      }
    }
  }

  /**
   * While it is crowded a newcomer may be turned away; the silent ones go first. Again and again,
   * for a port that is not taken up again stays closed for good.
   */
  @Test
  void clients_moreThanTheLimitAndSilent_areClosedSoonAndServingGoesOn() throws Exception {
    try (ThreadLeakServer server = TestServers.builder().start()) {
      for (int round = 0; round < 4; round++) {
        crowdWithSilentClients(server);
      }
    }
  }

  private static void crowdWithSilentClients(ThreadLeakServer server) throws IOException {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 1_100; i++) {
        silent.add(new Socket(server.host(), server.port()));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> TestServers.get(server, "/metrics").statusCode() == 200);
    } finally {
      closeAll(silent);
    }
  }

  @Test
  void close_underScrapes_isBoundedAndEndsTheConnections() throws Exception {
    ThreadLeakServer server = TestServers.ofBytes(LARGE);
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        slow.add(scraping(server));
      }
      long began = System.nanoTime();
      server.close();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
      assertThat(readAll(slow.get(0))).isLessThan(LARGE);
    } finally {
      closeAll(slow);
      server.close();
    }
  }

  @Test
  void close_underARenderingThatHangs_isBounded() throws Exception {
    CountDownLatch rendering = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger left = new AtomicInteger();
    ThreadLeakServer server =
        TestServers.builder()
            .metrics(
                (report, accept, names) -> {
                  rendering.countDown();
                  awaitUninterruptibly(release);
                  left.incrementAndGet();
                  return TestServers.answer("text/plain", "late");
                })
            .start();
    try (Socket scrape = scraping(server)) {
      assertThat(rendering.await(60, TimeUnit.SECONDS)).isTrue();
      long began = System.nanoTime();
      server.close();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
      assertThat(left).hasValue(0);
      assertThat(scrape.isConnected()).isTrue();
    } finally {
      release.countDown();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> ownThreads() == 0);
  }

  @Test
  void rendering_thatHangs_leavesHealthServed() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger rendering = new AtomicInteger();
    try (ThreadLeakServer server =
        TestServers.builder()
            .metrics(
                (report, accept, names) -> {
                  rendering.incrementAndGet();
                  awaitUninterruptibly(release);
                  return TestServers.answer("text/plain", "late");
                })
            .start()) {
      try (Socket scrape = scraping(server)) {
        await().atMost(Duration.ofSeconds(60)).until(() -> rendering.get() == 1);
        assertThat(TestServers.get(server, "/-/healthy").statusCode()).isEqualTo(200);
        assertThat(scrape.isClosed()).isFalse();
      } finally {
        release.countDown();
      }
    }
  }

  private static Socket scraping(ThreadLeakServer server) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(30_000);
    socket.connect(new java.net.InetSocketAddress(server.host(), server.port()));
    socket.getOutputStream().write(SCRAPE.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Bytes until the server closes or resets. */
  private static long readAll(Socket socket) {
    long bytes = 0;
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = socket.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes += n;
      }
    } catch (IOException e) {
      return bytes; // reset: what came before counts
    }
    return bytes;
  }

  private static void closeAll(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static int ownThreads() {
    return (int) Thread.getAllStackTraces().keySet().stream().filter(OwnThreads::owns).count();
  }
}
