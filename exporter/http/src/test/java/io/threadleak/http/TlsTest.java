package io.threadleak.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.threadleak.http.config.KeyPairs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server speaks TLS as its file says. */
class TlsTest {

  private static final KeyPairs CLIENT = KeyPairs.ec("client", "dns:scraper.example.com");
  private static final KeyPairs STRANGER = KeyPairs.ec("stranger", "dns:stranger.example.com");

  @TempDir Path folder;

  @Test
  void scrape_overTls_isAnsweredAndPlainHttpIsNot() throws Exception {
    try (GuardedServer guarded = GuardedServer.start(folder, GuardedServer.TLS)) {
      assertThat(guarded.get("/metrics").statusCode()).isEqualTo(200);
      assertThat(guarded.server().speaksTls()).isTrue();
      assertThat(
              TestServers.raw(
                  guarded.server(),
                  "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .doesNotContain("200 OK");
    }
  }

  @Test
  void handshake_oldVersion_isRefused() throws Exception {
    try (GuardedServer guarded =
        GuardedServer.start(folder, GuardedServer.TLS + "  min_version: TLS13\n")) {
      assertThat(session(guarded, "TLSv1.3").getProtocol()).isEqualTo("TLSv1.3");
      assertThatThrownBy(() -> session(guarded, "TLSv1.2")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void handshake_cipherOfTheFile_isTheOneInUse() throws Exception {
    String suite = "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA";
    try (GuardedServer guarded =
        GuardedServer.start(
            folder,
            GuardedServer.TLS + "  max_version: TLS12\n  cipher_suites: [" + suite + "]\n")) {
      assertThat(session(guarded, "TLSv1.2").getCipherSuite()).isEqualTo(suite);
    }
  }

  @Test
  void handshake_usualCiphers_areForwardSecretAndAuthenticated() throws Exception {
    try (GuardedServer guarded = GuardedServer.start(folder, GuardedServer.TLS)) {
      SSLEngine engine = new FreshTls(doors(guarded)).newSSLEngine();

      assertThat(engine.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
      assertThat(engine.getEnabledCipherSuites())
          .isNotEmpty()
          .allMatch(name -> name.contains("GCM") || name.contains("POLY1305"))
          .allMatch(name -> name.startsWith("TLS_ECDHE_") || !name.contains("_WITH_"));
    }
  }

  /** Columns: who comes, and whether the policy lets it in. */
  @ParameterizedTest
  @CsvSource({
    "NoClientCert, true, true, true",
    "RequestClientCert, true, true, true",
    "RequireAnyClientCert, false, true, true",
    "VerifyClientCertIfGiven, true, true, false",
    "RequireAndVerifyClientCert, false, true, false"
  })
  void client_ofEachPolicy_isLetInOrNot(
      String policy, boolean without, boolean known, boolean stranger) throws Exception {
    CLIENT.write(folder, "client");
    String authority = policy.equals("NoClientCert") ? "" : "  client_ca_file: client.crt\n";
    String config = GuardedServer.TLS + "  client_auth_type: " + policy + "\n" + authority;
    try (GuardedServer guarded = GuardedServer.start(folder, config)) {
      assertThat(comesIn(guarded, null)).isEqualTo(without);
      assertThat(comesIn(guarded, CLIENT)).isEqualTo(known);
      // A client keeps a certificate back that no named authority signed, so it may be let in.
      if (!policy.equals("VerifyClientCertIfGiven")) {
        assertThat(comesIn(guarded, STRANGER)).isEqualTo(stranger);
      }
    }
  }

  @Test
  void client_ofAnotherName_isNotLetIn() throws Exception {
    CLIENT.write(folder, "client");
    String config =
        GuardedServer.TLS
            + "  client_auth_type: RequireAnyClientCert\n"
            + "  client_allowed_sans: [other.example.com, scraper.example.com]\n";
    try (GuardedServer guarded = GuardedServer.start(folder, config)) {
      assertThat(comesIn(guarded, CLIENT)).isTrue();
      assertThat(comesIn(guarded, STRANGER)).isFalse();
    }
  }

  @Test
  void certificate_thatIsReplaced_isSentFromThenOn() throws Exception {
    KeyPairs next = KeyPairs.ec("next", "ip:127.0.0.1");
    try (GuardedServer guarded = GuardedServer.start(folder, GuardedServer.TLS)) {
      assertThat(letsIn(guarded, GuardedServer.SERVER.trusting())).isTrue();
      next.write(folder, "server");

      await().atMost(Duration.ofSeconds(60)).until(() -> letsIn(guarded, next.trusting()));
      assertThat(letsIn(guarded, GuardedServer.SERVER.trusting())).isFalse();
    }
  }

  private static boolean comesIn(GuardedServer guarded, KeyPairs own) {
    return letsIn(guarded, GuardedServer.SERVER.client(own));
  }

  private static boolean letsIn(GuardedServer guarded, SSLContext context) {
    try {
      return guarded.get(context, "/metrics", null).statusCode() == 200;
    } catch (IOException refused) {
      return false;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Doors doors(GuardedServer guarded) throws IOException {
    assertThat(guarded.server().speaksTls()).isTrue();
    DoorPlan plan = new DoorPlan();
    plan.all = folder.resolve("web.yml");
    return plan.open("127.0.0.1");
  }

  private static SSLSession session(GuardedServer guarded, String protocol) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            GuardedServer.SERVER
                .trusting()
                .getSocketFactory()
                .createSocket("127.0.0.1", guarded.server().port())) {
      socket.setSoTimeout(30_000);
      socket.setEnabledProtocols(new String[] {protocol});
      socket.startHandshake();
      return socket.getSession();
    }
  }
}
