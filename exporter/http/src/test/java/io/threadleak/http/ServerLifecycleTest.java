package io.threadleak.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.OwnThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLifecycleTest {

  @Test
  void start_portTaken_namesHostPortAndCureAndLeavesNothing() throws Exception {
    try (ThreadLeakServer first = TestServers.builder().start()) {
      List<Thread> before = ownThreads();

      assertThatThrownBy(() -> TestServers.builder().port(first.port()).start())
          .isInstanceOf(IOException.class)
          .hasMessage(
              "port %d on 127.0.0.1 is taken: set port=… to one that is free, or to 0 for any",
              first.port());

      assertThat(ownThreads()).isSubsetOf(before);
    }
  }

  @Test
  void start_portOfAForeignServer_isTaken() throws Exception {
    try (ServerSocket foreign = new ServerSocket(0)) {
      assertThatThrownBy(() -> TestServers.builder().port(foreign.getLocalPort()).start())
          .hasMessageContaining("is taken");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-host.invalid", "192.0.2.1"})
  void start_hostThatIsNotHere_namesItAndTheCure(String host) {
    assertThatThrownBy(() -> TestServers.builder().host(host).openToNetwork(true).start())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("host " + host + " ")
        .hasMessageContaining("set host=");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536, Integer.MAX_VALUE})
  void port_outOfRange_namesKnobValueAndRange(int port) {
    assertThatThrownBy(() -> TestServers.builder().port(port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port is " + port + ": use 1 to 65535, or 0 for any that is free");
  }

  @Test
  void host_blank_namesTheKnob() {
    assertThatThrownBy(() -> TestServers.builder().host(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("host is blank");
  }

  @Test
  void start_withoutReports_namesWhatIsMissing() {
    assertThatThrownBy(() -> ThreadLeakServer.builder().start())
        .isInstanceOf(NullPointerException.class)
        .hasMessage("reports is not set");
  }

  @Test
  void start_default_bindsToLoopbackOnly() throws Exception {
    try (ThreadLeakServer server = TestServers.builder().start()) {
      assertThat(server.host()).isEqualTo("127.0.0.1");
      assertThatThrownBy(() -> new Socket("127.0.0.2", server.port()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void threads_whileServing_areFewDaemonsOfOurGroupAndNameAndGoOnClose() throws Exception {
    List<Thread> before = ownThreads();
    List<String> foreignBefore = names(liveThreads().filter(t -> !OwnThreads.owns(t)));
    ThreadLeakServer server = TestServers.builder().start();
    for (int i = 0; i < 20; i++) {
      TestServers.raw(server, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    List<Thread> made = ownThreads().stream().filter(t -> !before.contains(t)).toList();
    assertThat(made).hasSizeBetween(2, 6);
    assertThat(made).allMatch(Thread::isDaemon);
    assertThat(made).allMatch(thread -> thread.getName().startsWith("threadleak-http-"));
    assertThat(names(liveThreads().filter(t -> !OwnThreads.owns(t)))).isSubsetOf(foreignBefore);

    server.close();
    await().atMost(Duration.ofSeconds(60)).until(() -> made.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void close_twice_doesNothingMoreAndFreesThePort() throws Exception {
    ThreadLeakServer server = TestServers.builder().start();
    int port = server.port();

    server.close();
    server.close();

    try (ThreadLeakServer next = TestServers.builder().port(port).start()) {
      assertThat(next.port()).isEqualTo(port);
      assertThat(server.port()).isEqualTo(port);
    }
  }

  @Test
  void server_wholeLife_printsNothing() throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream trap = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(trap);
    System.setErr(trap);
    try (ThreadLeakServer server =
        TestServers.builder()
            .metrics(
                (report, accept, names) -> {
                  throw new IllegalStateException("on purpose");
                })
            .start()) {
      TestServers.get(server, "/metrics");
      TestServers.raw(server, "nonsense\r\n\r\n");
      assertThatThrownBy(() -> TestServers.builder().port(server.port()).start());
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static List<Thread> ownThreads() {
    return liveThreads().filter(OwnThreads::owns).toList();
  }

  private static List<String> names(Stream<Thread> threads) {
    return threads.map(Thread::getName).distinct().toList();
  }

  private static Stream<Thread> liveThreads() {
    return Thread.getAllStackTraces().keySet().stream();
  }
}
