package io.threadleak.agent.cli;

import io.threadleak.json.JsonProofs;
import io.threadleak.json.ReportFormatException;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Proofs asked of a running agent over HTTP. */
final class ProofFetch {

  /** A pause of the JVM that serves may lie in between. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private static final String PATH = "/api/v1/proof";
  private static final int MAX_BYTES = 64 << 20;
  private static final int POLL_MILLIS = 200;

  private final AgentClient client;
  private final URI address;

  /**
   * Asks there.
   *
   * @param engine null for the one that the agent was told to ask
   */
  ProofFetch(String url, @Nullable ProofEngine engine, DoorOptions doors) throws CommandException {
    client = doors.client(TIMEOUT);
    address = URI.create(url).resolve(engine == null ? PATH : PATH + "?engine=" + engine.label());
  }

  /**
   * Asks for a proof, and waits for it.
   *
   * @param phases hears what is being done, each phase once
   * @throws CommandException if there is none; the message says why
   */
  ProofReport fetch(Consumer<String> phases) throws CommandException {
    try {
      ProofStatus status = send("POST");
      String phase = "";
      while (status.running()) {
        if (!status.progress().phase().equals(phase)) {
          phase = status.progress().phase();
          phases.accept(phase);
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        status = send("GET");
      }
      return outcome(status);
    } catch (ReportFormatException e) {
      throw new CommandException(address + " tells of no proof: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandException(
          "no answer from %s: %s".formatted(address, AgentClient.reason(address, e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while waiting for " + address, e);
    }
  }

  private ProofStatus send(String method)
      throws CommandException, IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.noBody());
    HttpResponse<InputStream> response = client.send(request);
    try (InputStream body = response.body()) {
      if (response.statusCode() / 100 != 2) {
        throw new CommandException(
            "%s answers with status %d: the agent there makes no proofs"
                .formatted(address, response.statusCode()));
      }
      return new JsonProofs().read(new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    }
  }

  private static ProofReport outcome(ProofStatus status) throws CommandException {
    ProofReport proof = status.proof();
    if (proof == null) {
      ProofStatus.Refusal refusal = status.refusal();
      throw new CommandException(
          "there is no proof: " + (refusal == null ? "nobody asked for one" : refusal.message()));
    }
    return proof;
  }
}
