package io.threadleak.agent.it;

import static io.threadleak.agent.it.ChildJvm.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.host.LostHost;
import io.threadleak.json.JsonProofs;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ProofStatus;
import io.threadleak.model.ProofTier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Proofs by either engine, as whoever reaches the agent asks for them; and what is freed then. */
class ProofEnginesIT {

  private static final boolean HAS_VIRTUAL = Runtime.version().feature() >= 21;

  /** What the log says, without the level that the JVM's own warnings begin with. */
  private static final String MESSAGE_ALONE = "-Djava.util.logging.SimpleFormatter.format=%5$s%n";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void post_collector_namesTheLeakingLineOrSaysWhyNot() throws Exception {
    try (ChildJvm host = ChildJvm.host(LostHost.class, "port=0,interval=1s")) {
      String url = host.awaitLine("agent ");
      host.awaitReport(ProofEnginesIT::allWait);

      ProofStatus status = prove(url, "?engine=collector");
      ChildJvm cli = command("prove", url, "--engine", "collector");

      if (HAS_VIRTUAL) {
        assertLeakIsNamed(status.proof());
        LeakReport report = host.awaitReport(seen -> seen.proof() != null);
        assertThat(report.proof().platformTime()).isNull();
        assertThat(cli.exitStatus()).as(cli.err()).isEqualTo(1);
        assertThat(cli.out())
            .contains(" proved, 0 stuck, 0 probable")
            .contains("by the garbage collector")
            .contains(" virtual threads, started at com.acme.host.LostHost.leakVirtual(");
      } else {
        assertThat(status.refusal()).isNotNull();
        assertThat(status.refusal().reason()).isEqualTo(Reason.REFUSED);
        assertThat(status.refusal().message())
            .isEqualTo(
                "Virtual threads do not exist on Java 17, they need 21 or later, and the collector"
                    + " tells of no others: use the heap dump (engine=dump).");
        assertThat(cli.exitStatus()).isEqualTo(2);
        assertThat(cli.err()).contains("there is no proof: ", "(engine=dump)");
      }
      assertThat(host.end()).isZero();
    }
  }

  @Test
  void prove_freeingIsAskedFor_endsTheLeakedOfBothKindsAlone() throws Exception {
    int leaked = LostHost.PLATFORM_THREADS + (HAS_VIRTUAL ? LostHost.VIRTUAL_THREADS : 0);
    try (ChildJvm host =
        ChildJvm.host(LostHost.class, "port=0,interval=1s,freeProven=on", MESSAGE_ALONE)) {
      String url = host.awaitLine("agent ");
      host.awaitReport(ProofEnginesIT::allWait);

      ChildJvm cli = command("prove", url, "--engine", "dump");

      assertThat(cli.exitStatus()).as(cli.err()).isEqualTo(1);
      assertThat(cli.out()).startsWith(leaked + " proved, ");
      LeakReport report =
          host.awaitReport(
              seen ->
                  seen.self().freedThreads() == leaked
                      && seen.proof() != null
                      && seen.proof().threads(ProofTier.PROVED) == 0);
      assertThat(report.proof().engine()).isEqualTo(Engine.HEAP_DUMP);
      assertThat(host.err())
          .contains(
              "Interrupting 20 leaked platform threads started by"
                  + " com.acme.host.LostHost.leakPlatform(")
          .contains("They stand in com.acme.host.LostHost.await(");
      assertThat(host.end()).isZero();
      assertThat(host.out()).doesNotContain("a live thread was interrupted");
    }
  }

  /** One that has not come to its wait yet can go on, as far as any proof is concerned. */
  private static boolean allWait(LeakReport report) {
    long waiting =
        report
            .rows()
            .filter(row -> row.site().label().contains("LostHost.leak"))
            .mapToInt(row -> row.states().waiting())
            .sum();
    return waiting == LostHost.PLATFORM_THREADS + (HAS_VIRTUAL ? LostHost.VIRTUAL_THREADS : 0);
  }

  private static void assertLeakIsNamed(ProofReport proof) {
    assertThat(proof).isNotNull();
    assertThat(proof.engine()).isEqualTo(Engine.COLLECTOR);
    assertThat(proof.groups())
        .singleElement()
        .satisfies(
            group -> {
              // The JVM may hold one or two by handles of its own, in which no heap dump shows
              // them.
              assertThat(group.threads())
                  .isBetween(LostHost.VIRTUAL_THREADS - 5, LostHost.VIRTUAL_THREADS);
              assertThat(group.tier()).isEqualTo(ProofTier.PROVED);
              assertThat(group.site().label())
                  .startsWith("com.acme.host.LostHost.leakVirtual(LostHost.java:");
              assertThat(group.waitsFor()).isEqualTo("a java.util.concurrent.CountDownLatch");
            });
  }

  private ProofStatus prove(String url, String query) throws Exception {
    send("POST", url, query);
    return await()
        .atMost(ChildJvm.DEADLINE)
        .until(() -> send("GET", url, query), status -> !status.running());
  }

  private ProofStatus send(String method, String url, String query) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/proof" + query))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.noBody())
            .build();
    return new JsonProofs().read(client.send(request, BodyHandlers.ofString()).body());
  }
}
