package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.host.FailingHost;
import com.acme.host.LeakHost;
import com.acme.host.ThreadHost;
import io.threadleak.json.JsonReports;
import io.threadleak.model.LeakReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes an agent keep evidence, beside what its reports say. */
class EvidenceIT {

  private static final int TERMINATED = 128 + 15;

  @TempDir Path folder;

  @Test
  void evidence_signalRequestAndSigterm_leaveABundleEach() throws Exception {
    Path evidence = folder.resolve("evidence");
    String options =
        "port=0,interval=1s,evidenceOn=term,recording=%s,evidence=%s"
            .formatted(folder.resolve("rec"), evidence);
    try (ChildJvm host = ChildJvm.host(LeakHost.class, options)) {
      LeakReport report = host.awaitReport(some -> some.self().rounds() >= 2);
      assertThat(report.self().notes())
          .contains(
              "Evidence is kept in %s; kill -USR1 %d asks for it.".formatted(evidence, host.pid()));

      host.signal("USR1");
      await().atMost(ChildJvm.DEADLINE).until(() -> names(evidence, "-signal-").size() == 1);
      post(host.awaitLine("agent ") + "/api/v1/evidence");
      await().atMost(ChildJvm.DEADLINE).until(() -> names(evidence, "-request-").size() == 1);
      host.awaitReport(
          some -> some.self().evidence() != null && some.self().evidence().written() == 2);
      host.signal("TERM");

      assertThat(host.exitStatus()).isEqualTo(TERMINATED);
    }
    Path last = evidence.resolve(names(evidence, "-term-").get(0));
    assertThat(evidence).isDirectoryNotContaining("glob:**.part");
    assertThat(names(evidence, "")).hasSize(3);
    assertThat(Files.readString(last.resolve("threads.txt"))).contains("LeakHost");
    assertThat(new JsonReports().read(Files.readString(last.resolve("report.json"))).live())
        .isPositive();
    assertThat(names(last, ".jsonl")).hasSize(1);
    assertThat(last.resolve("page.html"))
        .content()
        .startsWith("<!DOCTYPE html>")
        .contains("threadleak-report", "threadleak-history", "LeakHost");
    assertThat(last.resolve("manifest.json")).content().contains("\"failedParts\": {}");
  }

  @Test
  void evidence_exceptionNobodyCaught_isKeptAndPrintedAsEver() throws Exception {
    Path evidence = folder.resolve("evidence");
    String options = "port=0,evidenceOn=uncaught,evidence=" + evidence;
    try (ChildJvm host = ChildJvm.host(FailingHost.class, options)) {
      await().atMost(ChildJvm.DEADLINE).until(() -> names(evidence, "-uncaught-").size() == 1);
      Path bundle = evidence.resolve(names(evidence, "-uncaught-").get(0));

      assertThat(bundle.resolve("manifest.json"))
          .content()
          .contains("the thread payment ended by", "java.lang.IllegalStateException")
          .doesNotContain("secret");
      assertThat(host.err())
          .contains(
              "Exception in thread \"payment\" java.lang.IllegalStateException: secret of a"
                  + " customer\n");
      assertThat(host.end()).isZero();
    }
  }

  @Test
  void evidence_directoryIsAFile_warnsOnceAtTheStart() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "precious");
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, "port=0,interval=1s,evidence=" + file)) {
      await().atMost(ChildJvm.DEADLINE).until(() -> !host.err().isEmpty());
      host.awaitReport(report -> report.self().rounds() >= 2);

      assertThat(host.err().lines())
          .singleElement()
          .asString()
          .startsWith("threadleak: evidence in " + file + ": a first bundle could not be written");
      assertThat(host.end()).isZero();
      assertThat(file).hasContent("precious");
    }
  }

  private static void post(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.noBody())
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
        .isEqualTo(202);
  }

  private static List<String> names(Path directory, String part) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains(part) && !name.endsWith(".part"))
          .sorted()
          .toList();
    }
  }
}
