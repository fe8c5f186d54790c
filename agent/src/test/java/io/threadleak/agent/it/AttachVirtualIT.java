package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** An agent that comes late sees the virtual threads that were there before. */
@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "the application is written in Java 25")
class AttachVirtualIT {

  private static final String APPLICATION = "com.acme.virtual.ParkedBeforeAndAfter.";
  private static final String ORDERS = "parkOrders(ParkedBeforeAndAfter.java:28)";

  @Test
  void attach_virtualThreadsFromBeforeAndAfter_areBothCounted() throws Exception {
    List<String> attachable = List.of("-XX:+EnableDynamicAgentLoading");
    try (ChildJvm host = VirtualProgram.start(attachable, "", "ParkedBeforeAndAfter")) {
      host.awaitLine("parked before");
      ChildJvm attach = ChildJvm.command("attach", Long.toString(host.pid()), "port=0,interval=1s");
      assertThat(attach.exitStatus()).as(attach.err()).isZero();
      host.awaitLine("parked after");

      LeakReport report =
          host.awaitReport(
              seen ->
                  seen.live(ThreadKind.VIRTUAL) == 1_900
                      && virtual(seen).size() == 4
                      && virtual(seen).stream().mapToLong(SiteReport::ended).sum() >= 200);

      SiteReport before = only(report, AttributionSource.TASK);
      assertThat(before.live()).isEqualTo(1_000);
      assertThat(before.site().label()).isEqualTo("unknown, runs " + APPLICATION + ORDERS);
      assertRow(report, ORDERS, 400, 400, 0);
      assertRow(report, "parkPayments(ParkedBeforeAndAfter.java:34)", 500, 500, 0);
      assertRow(report, "startShort(ParkedBeforeAndAfter.java:40)", 0, 200, 200);
      assertThat(host.end()).isZero();
      assertThat(host.err()).isEmpty();
    }
  }

  private static List<SiteReport> virtual(LeakReport report) {
    return report.sites().stream().filter(row -> row.site().kind() == ThreadKind.VIRTUAL).toList();
  }

  private static SiteReport only(LeakReport report, AttributionSource source) {
    List<SiteReport> rows =
        virtual(report).stream().filter(row -> row.site().source() == source).toList();
    assertThat(rows).as("rows of source %s", source).hasSize(1);
    return rows.get(0);
  }

  private static void assertRow(
      LeakReport report, String line, int live, long started, long ended) {
    SiteReport row =
        virtual(report).stream()
            .filter(site -> site.site().label().equals(APPLICATION + line))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no row " + line + " in " + virtual(report)));
    assertThat(List.of((long) row.live(), row.started(), row.ended()))
        .as("live, started and ended of %s", line)
        .containsExactly((long) live, started, ended);
    assertThat(row.site().source()).isEqualTo(AttributionSource.AGENT);
  }
}
