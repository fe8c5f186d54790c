package io.threadleak.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DemoServiceTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void load_onEveryEndpoint_isAnsweredAtItsRate() throws Exception {
    try (DemoService service = new DemoService(options(false))) {
      long begin = System.nanoTime();
      service.start();

      await().atMost(DEADLINE).until(() -> service.counts().answered() >= 90);

      LoadCounts counts = service.counts();
      double seconds = (System.nanoTime() - begin) / 1e9;
      assertThat(counts.failed()).isZero();
      // Not faster than asked for; how much slower is the machine's affair.
      assertThat(counts.sent()).isLessThanOrEqualTo(Math.round(30 * seconds) + 1);
      assertThat(index(service)).contains(" 0 failed; last failure: none");
    }
  }

  @Test
  void load_healthy_leavesTheLeaksAlone() throws Exception {
    int leaked = leakedThreads();
    try (DemoService service = new DemoService(options(true))) {
      service.start();

      await().atMost(DEADLINE).until(() -> service.counts().answered() >= 60);

      assertThat(service.counts().failed()).isZero();
      assertThat(leakedThreads()).isEqualTo(leaked);
    }
  }

  @Test
  void index_listsEveryEndpointWithItsSite() throws Exception {
    try (DemoService service = new DemoService(options(true))) {
      service.start();

      assertThat(index(service))
          .contains(AvailableEndpoints.list().stream().map(DemoEndpoint::site).toList())
          .contains("/leaky/timer");
      assertThat(index(service).contains("needs virtual threads: Java 21 or later"))
          .isEqualTo(!VirtualThreads.available());
    }
  }

  @Test
  void port_taken_isAnErrorThatNamesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(run("--port", port)).isEqualTo(2);

      assertThat(err.toString(StandardCharsets.UTF_8))
          .startsWith("demo service: cannot listen at --host 127.0.0.1 --port " + port + ": ")
          .contains("--port 0 takes a free port");
    }
  }

  @Test
  void host_unknown_isAnErrorThatNamesIt() {
    assertThat(run("--host", "no such host")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--host no such host");
  }

  @Test
  void option_unknown_isAnErrorWithUsage() {
    assertThat(run("--bogus")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("demo service: unknown option '--bogus'")
        .contains(DemoOptions.USAGE);
    assertThat(out.size()).isZero();
  }

  @Test
  void help_goesToStdout() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(DemoOptions.USAGE);
    assertThat(err.size()).isZero();
  }

  private int run(String... arguments) {
    return DemoService.run(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static DemoOptions options(boolean healthy) {
    return new DemoOptions("127.0.0.1", 0, healthy, 0, 30);
  }

  private static int leakedThreads() {
    return LiveThreads.named("export-").size()
        + LiveThreads.named("reminder").size()
        + LiveThreads.named("audit-").size();
  }

  private static String index(DemoService service) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(service.baseUrl()).build(), BodyHandlers.ofString())
        .body();
  }
}
