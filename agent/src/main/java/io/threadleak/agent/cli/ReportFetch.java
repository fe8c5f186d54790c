package io.threadleak.agent.cli;

import io.threadleak.json.JsonReports;
import io.threadleak.json.ReportFormatException;
import io.threadleak.model.LeakReport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reports fetched from a running agent or exporter over HTTP. */
final class ReportFetch {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String PATH = "/api/v1/report";
  private static final int MAX_BYTES = 64 << 20;

  private final AgentClient client;

  /** Asks by what the options name. */
  ReportFetch(DoorOptions doors) throws CommandException {
    client = doors.client(TIMEOUT);
  }

  /**
   * The latest report of the server at a URL; its path is that of the report unless it has one.
   *
   * @throws CommandException if nothing there answers with a report; the message says why
   */
  LeakReport fetch(String url) throws CommandException {
    URI address = addressOf(url);
    try {
      HttpResponse<InputStream> response =
          client.send(HttpRequest.newBuilder(address).timeout(TIMEOUT));
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new CommandException(
              "%s answers with status %d: name the address of a threadleak agent, such as"
                      .formatted(address, response.statusCode())
                  + " http://127.0.0.1:9847");
        }
        return new JsonReports()
            .read(new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
      }
    } catch (ReportFormatException e) {
      throw new CommandException(address + " is no threadleak report: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandException(
          "no answer from %s: %s".formatted(address, AgentClient.reason(address, e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while waiting for " + address, e);
    }
  }

  private static URI addressOf(String url) throws CommandException {
    try {
      URI given = URI.create(url);
      boolean web = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
      if (web && given.getRawUserInfo() != null) {
        throw new CommandException(
            "a URL that holds a password shows it to every user of this machine: give --user-file"
                + " FILE, which holds NAME:PASSWORD");
      }
      if (web && given.getHost() != null) {
        String path = given.getPath();
        return path.isEmpty() || path.equals("/") ? given.resolve(PATH) : given;
      }
    } catch (IllegalArgumentException malformed) {
      // Refused below, as any other text that is no address.
    }
    throw new CommandException(
        "'%s' is neither a process id nor a URL such as http://127.0.0.1:9847".formatted(url));
  }
}
