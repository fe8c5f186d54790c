package io.threadleak.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beyond loopback strangers are let in only where that was said. */
class OpenDoorTest {

  private final List<String> warnings = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void start_beyondLoopbackUnlocked_isRefusedWithTheCure(String host) {
    assertThatThrownBy(() -> TestServers.builder().host(host).start())
        .isInstanceOf(OpenDoorException.class)
        .hasMessageStartingWith("host is " + host + ", which the network can reach")
        .hasMessageContaining("set webConfig=FILE")
        .hasMessageContaining("openToNetwork=on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost"})
  void start_onLoopback_needsNoLock(String host) throws Exception {
    try (ThreadLeakServer server =
        TestServers.builder().host(host).warnings(warnings::add).start()) {
      assertThat(server.port()).isPositive();
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void start_openToNetwork_isServedWithAWarning() throws Exception {
    try (ThreadLeakServer server =
        TestServers.builder().host("0.0.0.0").openToNetwork(true).warnings(warnings::add).start()) {
      assertThat(TestServers.get(server, "/metrics").statusCode()).isEqualTo(200);
    }
    assertThat(warnings)
        .containsExactly(
            "host is 0.0.0.0 and openToNetwork is on: whoever reaches the port may read all, and"
                + " ask for proofs");
  }

  @Test
  void start_withUsers_isServedWithoutAWarningAndTheUsersStay() throws Exception {
    try (GuardedServer guarded =
        GuardedServer.start(folder, GuardedServer.USERS, TestServers.builder().host("0.0.0.0"))) {
      assertThat(guarded.get("/metrics").statusCode()).isEqualTo(401);
      assertThat(guarded.warnings).isEmpty();
      guarded.rewrite("http_server_config: {http2: false}\n");

      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  guarded.get("/metrics", "alice:secret").statusCode() == 200
                      && !guarded.warnings.isEmpty());
      assertThat(guarded.get("/metrics").statusCode()).isEqualTo(401);
      assertThat(guarded.warnings.get(0)).contains("has neither basic_auth_users nor");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NoClientCert", "RequireAnyClientCert"})
  void start_withCertificatesThatAnybodyHas_isRefused(String policy) throws Exception {
    GuardedServer.SERVER.write(folder, "server");
    Path file =
        Files.writeString(
            folder.resolve("web.yml"), GuardedServer.TLS + "  client_auth_type: " + policy + "\n");

    assertThatThrownBy(() -> TestServers.builder().host("0.0.0.0").webConfig(file).start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has neither basic_auth_users nor client_auth_type");
  }
}
