package io.threadleak.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.EndpointReport;
import io.threadleak.model.LeakReport;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What real libraries call the application for is a scope, on whichever thread they do. */
final class ServedScopesIT {

  @Test
  void endpoint_workThatIsNoRequest_hasTheThreadsItLeaves() throws Exception {
    try (WatchedProgram service = WatchedProgram.start("com.acme.served.Service", "")) {
      assertThat(service.awaitLine("served")).isEmpty();

      assertServed(service, "shop.Orders/Place", 3, 1);
      // Where a call begins, at each of its two messages, and at its end.
      assertServed(service, "shop.Orders/Import", 2, 4);
      assertServed(service, "com.acme.served.Messages#receive", 5, 1);
      assertTimetable(service);
    }
  }

  /** It goes on, and leaves nothing more behind. */
  private static void assertTimetable(WatchedProgram service) {
    String task = "com.acme.served.Timetable#nightlyExport";
    LeakReport report =
        service.awaitReport(
            seen -> row(seen, task).filter(row -> row.completed() > 10).isPresent());
    assertThat(row(report, task).orElseThrow().live()).isEqualTo(3);
  }

  private static void assertServed(
      WatchedProgram service, String endpoint, int times, int threadsEach) {
    LeakReport report =
        service.awaitReport(
            seen -> row(seen, endpoint).filter(row -> row.completed() == times).isPresent());
    EndpointReport row = row(report, endpoint).orElseThrow();
    assertThat(row.live()).as("live threads of %s", endpoint).isEqualTo(times * threadsEach);
    assertThat(row.sites())
        .as("lines of %s", endpoint)
        .singleElement()
        .satisfies(site -> assertThat(site.site()).startsWith("com.acme.served.Left.behind("));
  }

  private static Optional<EndpointReport> row(LeakReport report, String endpoint) {
    return report.endpoints().endpoints().stream()
        .filter(row -> row.endpoint().equals(endpoint))
        .findFirst();
  }
}
