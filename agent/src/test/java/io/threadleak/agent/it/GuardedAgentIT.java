package io.threadleak.agent.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.host.ThreadHost;
import io.threadleak.http.config.KeyPairs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar itself behind a web config file: its YAML, bcrypt and TLS are the relocated ones. */
class GuardedAgentIT {

  private static final KeyPairs SERVER = KeyPairs.rsa("server", "ip:127.0.0.1");

  /** Of {@code secret}. */
  private static final String USERS =
      "basic_auth_users: {alice: '$2y$04$gnhpXMndKQGe6FMD1i6Mzevf3tQhQtVCBYjUrx.M8pJzBsdWS1RjK'}\n";

  private static final String TLS =
      "tls_server_config: {cert_file: server.crt, key_file: server.key}\n";

  @TempDir Path folder;

  @Test
  void agent_withTlsAndUsers_letsInWhoHasThem() throws Exception {
    SERVER.write(folder, "server");
    Path file = Files.writeString(folder.resolve("web.yml"), TLS + USERS);
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, "port=0,interval=1s,webConfig=" + file)) {
      String url = host.awaitLine("agent ");

      assertThat(url).startsWith("https://127.0.0.1:");
      assertThat(status(url, null)).isEqualTo(401);
      assertThat(status(url, "alice:wrong")).isEqualTo(401);
      assertThat(status(url, "alice:secret")).isEqualTo(200);
      Files.writeString(file, TLS + "basic_auth_users: {alice: secret}\n");
      await()
          .atMost(ChildJvm.DEADLINE)
          .until(() -> status(url, "alice:secret") == 200 && !host.err().isEmpty());
      assertThat(host.err().lines())
          .singleElement()
          .asString()
          .startsWith("threadleak: webConfig=" + file + ": basic_auth_users.alice is no bcrypt");
      assertThat(host.end()).isZero();
    }
  }

  @Test
  void report_ofALockedAgent_saysWhatIsMissingAndThenIsPrinted() throws Exception {
    SERVER.write(folder, "server");
    Path file = Files.writeString(folder.resolve("web.yml"), TLS + USERS);
    String authority = folder.resolve("server.crt").toString();
    String user = Files.writeString(folder.resolve("user"), "alice:secret\n").toString();
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, "port=0,interval=1s,webConfig=" + file)) {
      host.awaitLine("agent ");
      String pid = Long.toString(host.pid());

      assertThat(refusal("report", pid)).contains("PKIX").contains(": give --cacert FILE, or");
      assertThat(refusal("report", pid, "--insecure"))
          .contains("asks for a user: give --user-file FILE, which holds NAME:PASSWORD");
      ChildJvm report = ChildJvm.command("report", pid, "--cacert", authority, "--user-file", user);
      assertThat(report.exitStatus()).as(report.err()).isZero();
      assertThat(report.out()).contains("live threads");
    }
  }

  @Test
  void agent_thatTheNetworkCouldReach_staysOnLoopbackUnlessToldOtherwise() throws Exception {
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, "port=0,host=0.0.0.0")) {
      assertThat(host.awaitLine("agent ")).startsWith("http://127.0.0.1:");
      assertThat(host.err().lines())
          .singleElement()
          .asString()
          .startsWith("threadleak: host is 0.0.0.0, which the network can reach")
          .endsWith("until then it is served on 127.0.0.1 alone");
    }
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, "port=0,host=0.0.0.0,openToNetwork=on")) {
      host.awaitLine("agent ");
      assertThat(host.err().lines())
          .singleElement()
          .asString()
          .startsWith("threadleak: host is 0.0.0.0 and openToNetwork is on");
    }
  }

  private static String refusal(String... arguments) throws Exception {
    ChildJvm command = ChildJvm.command(arguments);
    assertThat(command.exitStatus()).isEqualTo(2);
    return command.err();
  }

  @Test
  void agent_withABrokenFile_servesNothingAndTheApplicationRunsOn() throws Exception {
    Path file = Files.writeString(folder.resolve("web.yml"), "basic_auth_user: {}\n");
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, "port=0,webConfig=" + file)) {
      await().atMost(ChildJvm.DEADLINE).until(() -> !host.err().isEmpty());

      assertThat(host.end()).isZero();
      assertThat(host.err().lines())
          .singleElement()
          .asString()
          .startsWith("threadleak: webConfig=" + file + ": basic_auth_user is unknown: use ")
          .endsWith("threadleak is off and the application runs on without it");
      assertThat(host.out()).contains("host is done").doesNotContain("agent http");
    }
  }

  private static int status(String url, String user) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(SERVER.trusting()).build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/metrics")).timeout(Duration.ofSeconds(60));
    if (user != null) {
      request.header(
          "Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
