package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.host.ScopeHost;
import io.threadleak.ThreadLeak;
import io.threadleak.model.EndpointReport;
import io.threadleak.model.LeakReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is served, as the agent sees it and as the application says it. */
class ScopesIT {

  @Test
  void agent_threadsStartedInScopes_areCountedThere() throws Exception {
    List<String> arguments =
        ChildJvm.mainOf(
            List.of("-javaagent:" + ChildJvm.JAR + "=port=0,interval=1s"),
            ScopeHost.class,
            List.of(Path.of(ChildJvm.locationOf(ThreadLeak.class))));
    try (ChildJvm host = ChildJvm.java(arguments)) {
      assertThat(host.awaitLine("scope after all ")).isEqualTo("null");
      long rounds = host.awaitReport(seen -> true).self().rounds();
      LeakReport report = host.awaitReport(seen -> seen.self().rounds() >= rounds + 2);

      EndpointReport orders = row(report, "GET /orders");
      assertThat(orders.completed()).isEqualTo(ScopeHost.REQUESTS);
      assertThat(orders.live()).isEqualTo(2 * ScopeHost.REQUESTS);
      assertThat(orders.started()).isEqualTo(2 * ScopeHost.REQUESTS);
      assertThat(orders.retainedPerUnit()).isEqualTo(2);
      assertThat(orders.sites())
          .anySatisfy(site -> assertThat(site.site()).contains("ScopeHost.start("));
      assertThat(row(report, "nightly export").live()).isEqualTo(2);
      assertThat(row(report, "nightly export").completed()).isEqualTo(1);
      assertThat(row(report, "copy").live()).isEqualTo(1);
      if (Runtime.version().feature() >= 21) {
        assertThat(row(report, "push").live()).isEqualTo(3);
        // Those of the application: a carrier serves all.
        assertThat(row(report, "push").started()).isEqualTo(3);
      }
      assertScheduled(report);
      assertThat(host.err()).isEmpty();
    }
  }

  private static void assertScheduled(LeakReport report) {
    EndpointReport sweep = row(report, "com.acme.host.ScopeHost$Sweep#run");
    assertThat(sweep.live()).isEqualTo(ScopeHost.SWEEPS_THAT_LEAK);
    assertThat(sweep.completed()).isGreaterThan(ScopeHost.SWEEPS_THAT_LEAK);
    EndpointReport poll = row(report, "com.acme.host.ScopeHost#lambda");
    assertThat(poll.live())
        .as("without that of the task that runs once")
        .isEqualTo(ScopeHost.POLLS_THAT_LEAK);
    assertThat(poll.completed()).isGreaterThan(ScopeHost.POLLS_THAT_LEAK);
  }

  private static EndpointReport row(LeakReport report, String endpoint) {
    return report.endpoints().endpoints().stream()
        .filter(row -> row.endpoint().equals(endpoint))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + endpoint + " in " + report.endpoints()));
  }
}
