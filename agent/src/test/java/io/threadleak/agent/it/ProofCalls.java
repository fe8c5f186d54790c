package io.threadleak.agent.it;

import io.threadleak.json.JsonProofs;
import io.threadleak.model.ProofStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a test asks of an agent over HTTP. */
final class ProofCalls {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private ProofCalls() {}

  static String get(String url) throws IOException, InterruptedException {
    return send("GET", url);
  }

  /** Asks an agent about its proof: {@code POST}, {@code GET} or {@code DELETE}. */
  static ProofStatus proof(String method, String agent) throws Exception {
    return new JsonProofs().read(send(method, agent + "/api/v1/proof"));
  }

  private static String send(String method, String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.noBody())
            .build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }
}
