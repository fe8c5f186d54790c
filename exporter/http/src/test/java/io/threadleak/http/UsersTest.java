package io.threadleak.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server asks for users and adds headers as its files say. */
class UsersTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/metrics",
        "/-/healthy",
        "/-/ready",
        "/api/v1/report",
        "/debug/pprof/",
        "/unknown"
      })
  void request_withoutUser_isAskedForOneAndToldNothing(String path) throws Exception {
    try (GuardedServer guarded = GuardedServer.start(folder, GuardedServer.USERS)) {
      HttpResponse<String> response = guarded.get(path);

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Basic realm=");
      assertThat(response.body()).isEqualTo("Name and password, please.\n");
      assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
  }

  @Test
  void request_withUser_isAnswered() throws Exception {
    try (GuardedServer guarded = GuardedServer.start(folder, GuardedServer.USERS)) {
      assertThat(guarded.get("/metrics", "alice:secret").statusCode()).isEqualTo(200);
      assertThat(guarded.get("/unknown", "alice:secret").statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"alice:Secret", "alice:", "Alice:secret", "bob:secret", ":", "alice:secret:", "a"})
  void request_withWrongUser_isRefused(String user) throws Exception {
    try (GuardedServer guarded = GuardedServer.start(folder, GuardedServer.USERS)) {
      assertThat(guarded.get("/metrics", user).statusCode()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic",
        "Basic ",
        "Basic !!!",
        "Bearer YWxpY2U6c2VjcmV0",
        "YWxpY2U6c2VjcmV0",
        "Basic YQ=="
      })
  void request_withDamagedHeader_isRefused(String header) throws Exception {
    try (GuardedServer guarded = GuardedServer.start(folder, GuardedServer.USERS)) {
      String said =
          TestServers.raw(
              guarded.server(),
              "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
                  + header
                  + "\r\n\r\n");

      assertThat(said).startsWith("HTTP/1.1 401 ");
    }
  }

  @Test
  void users_thatChange_areAskedForFromThenOn() throws Exception {
    try (GuardedServer guarded = GuardedServer.start(folder, GuardedServer.USERS)) {
      assertThat(guarded.get("/metrics", "alice:secret").statusCode()).isEqualTo(200);
      guarded.rewrite(GuardedServer.USERS.replace("alice", "bob"));

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> guarded.get("/metrics", "bob:secret").statusCode() == 200);
      assertThat(guarded.get("/metrics", "alice:secret").statusCode()).isEqualTo(401);
      assertThat(guarded.warnings).isEmpty();
    }
  }

  @Test
  void file_thatBreaks_keepsTheOldOneInForceAndIsToldOfOnce() throws Exception {
    try (GuardedServer guarded = GuardedServer.start(folder, GuardedServer.USERS)) {
      guarded.rewrite("basic_auth_users: {alice: secret}\n");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  guarded.get("/metrics", "alice:secret").statusCode() == 200
                      && !guarded.warnings.isEmpty());
      Files.delete(folder.resolve("web.yml"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  guarded.get("/metrics", "alice:secret").statusCode() == 200
                      && guarded.warnings.size() > 1);

      assertThat(guarded.get("/metrics").statusCode()).isEqualTo(401);
      assertThat(guarded.warnings).hasSize(2);
      assertThat(guarded.warnings.get(0))
          .startsWith("webConfig=" + folder.resolve("web.yml") + ": basic_auth_users.alice is no")
          .endsWith("; what was read before stays in force");
    }
  }

  @Test
  void tls_thatIsAddedLater_isRefused() throws Exception {
    try (GuardedServer guarded = GuardedServer.start(folder, GuardedServer.USERS)) {
      guarded.rewrite(GuardedServer.USERS + GuardedServer.TLS);

      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  guarded.get("/metrics", "alice:secret").statusCode() == 200
                      && !guarded.warnings.isEmpty());
      assertThat(guarded.warnings.get(0)).contains("added, which needs a restart");
    }
  }

  @Test
  void headers_ofTheFile_replaceOursOrTakeThemAway() throws Exception {
    String config =
        """
        http_server_config:
          headers:
            X-Frame-Options: sameorigin
            Strict-Transport-Security: max-age=300
            Content-Security-Policy: ''
        """;
    try (GuardedServer guarded = GuardedServer.start(folder, config)) {
      HttpResponse<String> response = guarded.get("/metrics");

      assertThat(response.headers().allValues("X-Frame-Options")).isEqualTo(List.of("sameorigin"));
      assertThat(response.headers().allValues("Strict-Transport-Security"))
          .isEqualTo(List.of("max-age=300"));
      assertThat(response.headers().allValues("Content-Security-Policy")).isEmpty();
    }
  }

  @Test
  void details_behindAFileOfTheirOwn_areLockedApartFromMetricsAndHealth() throws Exception {
    Path details = Files.writeString(folder.resolve("more.yml"), GuardedServer.USERS);
    try (GuardedServer guarded =
        GuardedServer.start(folder, "", TestServers.builder().detailsWebConfig(details))) {
      for (String open : List.of("/metrics", "/-/healthy", "/-/ready")) {
        assertThat(guarded.get(open).statusCode()).as(open).isEqualTo(200);
      }
      for (String locked :
          List.of(
              "/",
              "/debug/pprof/",
              "/debug/pprof",
              "/api/v1/report",
              "/api/v1/history",
              "/api/v1/sites/1a2b3c4d",
              "/api/v1/sites/1a2b3c4d/stacks",
              "/api/v1/proof",
              "/api/v1/evidence",
              "/metrics/",
              "/metrics/../api/v1/report",
              "/-/healthy;x/../../api/v1/report",
              "/%61pi/v1/report")) {
        assertThat(guarded.get(locked).statusCode()).as(locked).isIn(400, 401);
      }
      assertThat(guarded.get("/api/v1/report", "alice:secret").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void details_besidesUsersOfTheWhole_haveARealmOfTheirOwn() throws Exception {
    Path details =
        Files.writeString(folder.resolve("more.yml"), GuardedServer.USERS.replace("alice", "bob"));
    try (GuardedServer guarded =
        GuardedServer.start(
            folder, GuardedServer.USERS, TestServers.builder().detailsWebConfig(details))) {
      assertThat(realm(guarded, "/metrics")).startsWith("Basic realm=\"threadleak\", ");
      for (String asked :
          List.of("/", "/api/v1/report", "/api/v1/history?site=other", "/debug/pprof/thread")) {
        assertThat(realm(guarded, asked)).startsWith("Basic realm=\"threadleak details\", ");
        assertThat(guarded.get(asked, "alice:secret").statusCode()).as(asked).isEqualTo(401);
        assertThat(guarded.get(asked, "bob:secret").statusCode()).as(asked).isNotEqualTo(401);
      }
    }
  }

  private static String realm(GuardedServer guarded, String path) throws Exception {
    return guarded.get(path).headers().firstValue("WWW-Authenticate").orElseThrow();
  }

  @Test
  void details_behindAFileOfMoreThanUsers_areRefused() throws Exception {
    Path details = Files.writeString(folder.resolve("more.yml"), GuardedServer.TLS);
    GuardedServer.SERVER.write(folder, "server");

    assertThatThrownBy(() -> TestServers.builder().detailsWebConfig(details).start())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("detailsWebConfig=" + details + ": basic_auth_users and nothing");
  }

  @Test
  void start_brokenFile_namesKnobFileKeyAndCure() throws Exception {
    Path file = Files.writeString(folder.resolve("web.yml"), "basic_auth_users: {a: b}\n");

    assertThatThrownBy(() -> TestServers.builder().webConfig(file).start())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "webConfig=" + file + ": basic_auth_users.a is no bcrypt hash: make");
  }
}
