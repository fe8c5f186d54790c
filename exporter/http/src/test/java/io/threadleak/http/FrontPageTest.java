package io.threadleak.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page at {@code /}, and the policy that it alone is served with. */
class FrontPageTest {

  private static final String PAGE =
      "<!DOCTYPE html><body><div><noscript>old</noscript></div><script>näme</script></body>";

  private static final String POLICY = "default-src 'none'; script-src 'sha256-x'";

  private static final String STRICT =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @TempDir Path folder;
  private ThreadLeakServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private static ThreadLeakServer.Builder withPage() {
    return TestServers.builder().profiles(new FakeProfiles()).page(PAGE.getBytes(UTF_8), POLICY);
  }

  @Test
  void root_ofAServerWithAPage_isThePageWithTheStateForThoseWithoutScripts() throws Exception {
    server = withPage().start();
    HttpResponse<String> response = TestServers.get(server, "/");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(response.body())
        .startsWith("<!DOCTYPE html><body><div><noscript><h1>threadleak</h1>")
        .contains("57 live threads from 3 sites, of which 1 leaks")
        .contains("<a href=\"metrics\">")
        .endsWith("</noscript></div><script>näme</script></body>")
        .doesNotContain("old");
  }

  @Test
  void root_withItsQuery_isTheSamePage() throws Exception {
    server = withPage().start();

    assertThat(TestServers.get(server, "/?site=1a2b3c4d").body())
        .isEqualTo(TestServers.get(server, "/").body());
  }

  @Test
  void policy_ofThePage_goesWithThePageAlone() throws Exception {
    server = withPage().start();

    assertThat(policies("/")).containsExactly(POLICY);
    for (String path :
        List.of(
            "/metrics",
            "/api/v1/report",
            "/api/v1/sites/1a2b3c4d",
            "/debug/pprof/",
            "/debug/pprof/thread",
            "/-/healthy",
            "/unknown",
            "//")) {
      assertThat(policies(path)).as(path).containsExactly(STRICT);
    }
    assertThat(TestServers.raw(server, "GET / HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains(STRICT);
  }

  private List<String> policies(String path) throws Exception {
    return TestServers.get(server, path).headers().allValues("Content-Security-Policy");
  }

  @Test
  void otherHeaders_ofThePage_areThoseOfAllReplies() throws Exception {
    server = withPage().start();
    HttpResponse<String> response = TestServers.get(server, "/");

    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.headers().firstValue("X-Frame-Options")).contains("deny");
    assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(response.headers().firstValue("Cross-Origin-Resource-Policy"))
        .contains("same-origin");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"`default-src 'self'`, `default-src 'self'`", "``, ``"})
  void policy_ofTheOperatorsFile_staysInForce(String configured, String served) throws Exception {
    String config =
        """
        http_server_config:
          headers:
            Content-Security-Policy: "%s"
        """
            .formatted(configured);
    try (GuardedServer guarded = GuardedServer.start(folder, config, withPage())) {
      assertThat(guarded.get("/").headers().allValues("Content-Security-Policy"))
          .isEqualTo(served.isEmpty() ? List.of() : List.of(served));
    }
  }

  @Test
  void root_ofAServerWithoutAPage_isThePlainOneUnderTheStrictPolicy() throws Exception {
    server = TestServers.builder().start();

    assertThat(TestServers.get(server, "/").body()).contains("57 live threads");
    assertThat(policies("/")).containsExactly(STRICT);
  }

  @Test
  void root_failing_isPlainUnderTheStrictPolicy() throws Exception {
    server =
        withPage()
            .reports(
                () -> {
                  throw new IllegalStateException("on purpose");
                })
            .start();

    assertThat(TestServers.get(server, "/").statusCode()).isEqualTo(500);
    assertThat(policies("/")).containsExactly(STRICT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<body></body>", "<noscript>", "</noscript>", ""})
  void page_withoutAPlaceForWords_isRefused(String html) throws IOException {
    assertThatThrownBy(() -> TestServers.builder().page(html.getBytes(UTF_8), POLICY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("page has no noscript element: ");
  }
}
