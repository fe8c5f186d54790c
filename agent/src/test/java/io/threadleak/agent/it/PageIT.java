package io.threadleak.agent.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.host.ThreadHost;
import io.threadleak.model.LeakReport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The jar serves the page and what it asks for: its HTML is a resource that was relocated. */
class PageIT {

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void agent_anyHost_servesThePageAndWhatItAsksFor() throws Exception {
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, "port=0,interval=1s")) {
      String url = host.awaitLine("agent ");
      LeakReport report = host.awaitReport(some -> some.self().rounds() >= 2 && hasLive(some));
      String siteId =
          report.sites().stream()
              .filter(row -> row.live() > 0)
              .findFirst()
              .orElseThrow()
              .site()
              .id();

      HttpResponse<String> page = get(url + "/");
      assertThat(page.body()).startsWith("<!DOCTYPE html>").contains(" live threads from ");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("script-src 'sha256-" + hash(between(page.body(), "<script>", "</script>")))
          .contains("style-src 'sha256-" + hash(between(page.body(), "<style>", "</style>")))
          .contains("connect-src 'self'");
      assertThat(get(url + "/api/v1/history").body())
          .contains("\"threadleak-history\"", "\"" + siteId + "\"", "\"other\"");
      assertThat(get(url + "/api/v1/history?site=" + siteId).body()).contains("\"aged\":[[");
      assertThat(get(url + "/api/v1/sites/" + siteId + "/stacks").body())
          .contains("\"threadleak-stacks\"", "\"frames\":[\"");
      assertThat(host.end()).isZero();
    }
  }

  private static boolean hasLive(LeakReport report) {
    return report.sites().stream().anyMatch(row -> row.live() > 0);
  }

  private HttpResponse<String> get(String url) throws Exception {
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(url).isEqualTo(200);
    return response;
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static String hash(String text) throws Exception {
    return Base64.getEncoder()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
