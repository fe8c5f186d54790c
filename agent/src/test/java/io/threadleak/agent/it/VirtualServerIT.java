package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadKind;
import jakarta.annotation.Resource;
import jakarta.servlet.http.HttpServlet;
import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.catalina.startup.Tomcat;
import org.apache.juli.logging.LogFactory;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.slf4j.Logger;

/** Real servers that handle each request on a virtual thread. */
@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "the application is written in Java 25")
class VirtualServerIT {

  private static final int REQUESTS = 500;
  private static final int LEAKED = REQUESTS / 10;

  @Test
  void agent_jettyOnVirtualThreads_tellsTheLeakFromTheRequests() throws Exception {
    tellsTheLeakFromTheRequests(
        "JettyOnVirtualThreads",
        "org.eclipse.jetty.util.thread.VirtualThreadPool.execute",
        "Orders.handle(",
        List.of(Server.class, Connection.class, HttpField.class, Callback.class, Logger.class));
  }

  @Test
  void agent_tomcatOnVirtualThreads_tellsTheLeakFromTheRequests() throws Exception {
    LeakReport report =
        tellsTheLeakFromTheRequests(
            "TomcatOnVirtualThreads",
            // Its poller hands them over; who started that is the line in the application.
            "com.acme.virtual.TomcatOnVirtualThreads.main",
            "Orders.doGet(",
            List.of(Tomcat.class, LogFactory.class, HttpServlet.class, Resource.class));

    assertThat(report.endpoints().endpoints())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.endpoint()).isEqualTo("GET /shop/orders/*");
              assertThat(row.completed()).isEqualTo(REQUESTS);
              assertThat(row.started()).isEqualTo(LEAKED);
              assertThat(row.live()).isEqualTo(LEAKED);
              assertThat(row.sites())
                  .singleElement()
                  .satisfies(site -> assertThat(site.site()).contains("Orders.notifyShop("));
            });
  }

  private static LeakReport tellsTheLeakFromTheRequests(
      String program, String requestSite, String entry, List<Class<?>> libraries) throws Exception {
    String classPath =
        libraries.stream()
            .map(ChildJvm::locationOf)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    String agent = "-javaagent:" + ChildJvm.JAR + "=port=0,interval=1s";
    try (ChildJvm host = VirtualProgram.start(List.of(agent), classPath, program)) {
      assertThat(host.awaitLine("served on virtual threads ")).isEqualTo("" + REQUESTS);
      long rounds = host.awaitReport(seen -> true).self().rounds();
      LeakReport report = host.awaitReport(seen -> seen.self().rounds() >= rounds + 2);

      SiteReport leak = row(report, "com.acme.virtual." + program + "$Orders.notifyShop");
      assertThat(leak.started()).isEqualTo(LEAKED);
      assertThat(leak.live()).isEqualTo(LEAKED);
      assertThat(leak.liveMargin()).isZero();
      assertThat(leak.site().entry()).contains(entry);
      SiteReport requests = row(report, requestSite);
      assertThat(requests.started()).isGreaterThan(LEAKED);
      assertThat(requests.live()).isLessThan(LEAKED / 2);
      return report;
    }
  }

  private static SiteReport row(LeakReport report, String begin) {
    List<SiteReport> rows =
        report.sites().stream().filter(row -> row.site().kind() == ThreadKind.VIRTUAL).toList();
    List<String> labels = rows.stream().map(row -> row.site().label()).toList();
    return rows.stream()
        .filter(row -> row.site().label().startsWith(begin))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + begin + " in " + labels));
  }
}
