package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.host.HttpServerHost;
import com.acme.host.LogHost;
import com.acme.host.ServletHost;
import com.acme.host.ThreadHost;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadKind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar itself as an agent, in JVMs of the JDK the tests run on. */
class AgentIT {

  private static final String QUICK = "port=0,interval=1s";
  private static final String HOST = "com.acme.host.ThreadHost.";

  @TempDir Path folder;

  @Test
  void agent_threadsOfHost_areCountedAtTheirLines() throws Exception {
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, QUICK)) {
      LeakReport report = awaitSettled(host);

      assertRow(report, "startOneThatStays(", 5, 5, 0);
      assertRow(report, "startOneThatEnds(", 0, 3, 3);
      assertRow(report, "startOneTwice(", 1, 1, 0);
      if (Runtime.version().feature() >= 21) {
        assertRow(report, "startInContainer(", 1, 1, 0);
        assertThat(started(report, "startVirtual(", ThreadKind.VIRTUAL))
            .isEqualTo(ThreadHost.VIRTUAL_THREADS);
      }
      // The first virtual thread has the JDK start a few platform threads of its own.
      assertThat(started(report, "startVirtual(", ThreadKind.PLATFORM))
          .isLessThan(ThreadHost.VIRTUAL_THREADS / 2);
      assertThat(report.work().source()).startsWith("none: ");
      assertThat(report.work().completed()).isNull();
      assertThat(report.sites()).noneMatch(site -> site.site().label().contains("threadleak"));
      assertThat(host.end()).isZero();
      assertThat(host.err()).isEmpty();
      assertThat(host.out()).startsWith("host is up").contains("host is done");
    }
  }

  @Test
  void agent_jdkHttpServer_countsItsRequests() throws Exception {
    try (ChildJvm host = ChildJvm.host(HttpServerHost.class, QUICK)) {
      LeakReport report = awaitSettled(host);

      assertThat(report.work().completed()).isEqualTo(7);
      assertThat(report.work().source()).isEqualTo("JDK HttpServer requests");
    }
  }

  @Test
  void agent_filterServletAndErrorPage_countOneRequestOnce() throws Exception {
    try (ChildJvm host = ChildJvm.host(ServletHost.class, QUICK)) {
      LeakReport report = awaitSettled(host);

      assertThat(report.work().completed()).isEqualTo(6);
      assertThat(report.work().source()).isEqualTo("servlet requests");
      assertThat(host.out()).contains("served 6");
    }
  }

  @Test
  void agent_jmxAttribute_isThroughput() throws Exception {
    String options = QUICK + ",throughput=jmx:java.lang:type=Threading#TotalStartedThreadCount";
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, options)) {
      LeakReport report = awaitSettled(host);

      assertThat(report.work().completed()).isGreaterThan(5);
      assertThat(report.work().source())
          .isEqualTo("jmx:java.lang:type=Threading#TotalStartedThreadCount");
    }
  }

  @Test
  void agent_throughputNone_hooksNoRequests() throws Exception {
    try (ChildJvm host = ChildJvm.host(ServletHost.class, QUICK + ",throughput=none")) {
      LeakReport report = host.awaitReport(seen -> seen.self().rounds() > 0);

      assertThat(report.work().completed()).isNull();
      assertThat(report.work().source()).startsWith("none");
      assertThat(host.out()).contains("served 6");
    }
  }

  @Test
  void agent_portTaken_warnsOnceAndHostRunsOn() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChildJvm host = ChildJvm.host(ThreadHost.class, "port=" + taken.getLocalPort())) {
      host.awaitLine("host is up");
      await().atMost(ChildJvm.DEADLINE).until(() -> !host.err().isEmpty());

      assertThat(host.end()).isZero();
      assertThat(host.err().lines())
          .singleElement()
          .asString()
          .startsWith("threadleak: ")
          .contains(Integer.toString(taken.getLocalPort()), "the application runs on");
      assertThat(host.out()).contains("host is done");
    }
  }

  @Test
  void agent_badOptions_warnsOnceEachAndDefaultsHold() throws Exception {
    Path absent = folder.resolve("absent");
    String options = "port=0,interval=fast,prot=1,config=" + absent;
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, options)) {
      LeakReport report = host.awaitReport(seen -> seen.self().rounds() > 0);

      assertThat(report.interval()).hasSeconds(10);
      assertThat(host.err().lines()).hasSize(3).allMatch(line -> line.startsWith("threadleak: "));
      assertThat(host.err()).contains("interval=fast", "'prot'", "config=" + absent);
      assertThat(String.join("\n", report.self().notes())).contains("interval=fast");
      assertThat(host.end()).isZero();
    }
  }

  @Test
  void agent_hostNamesLogManagerInMain_getsIt() throws Exception {
    try (ChildJvm host = ChildJvm.host(LogHost.class, QUICK)) {
      assertThat(host.awaitLine("log manager ")).isEqualTo("HostLogs");
      host.awaitReport(report -> report.self().rounds() > 0);
    }
  }

  @Test
  void agent_librariesOfHostAreOthers_neitherSeesTheOther() throws Exception {
    Path foreign = ForeignLibraries.writeTo(folder);
    List<String> arguments =
        ChildJvm.mainOf(
            List.of(
                "-Dslf4j.provider=com.acme.Nothing", "-javaagent:" + ChildJvm.JAR + "=" + QUICK),
            ThreadHost.class,
            List.of(foreign));
    try (ChildJvm host = ChildJvm.java(arguments)) {
      LeakReport report = awaitSettled(host);

      assertRow(report, "startOneThatStays(", 5, 5, 0);
      assertThat(host.end()).isZero();
      assertThat(host.err()).isEmpty();
    }
  }

  @Test
  void agent_bootJar_isDeletedOnceLoaded() throws Exception {
    try (ChildJvm host =
        ChildJvm.host(ThreadHost.class, QUICK, "-Djava.io.tmpdir=" + folder, "-XX:-UsePerfData")) {
      host.awaitReport(report -> report.self().rounds() > 0);

      try (var files = Files.list(folder)) {
        assertThat(files.filter(file -> file.toString().contains("threadleak-boot"))).isEmpty();
      }
    }
  }

  @Test
  void agent_noFolderForBootJar_fallsBackToJfrAndSaysSo() throws Exception {
    try (ChildJvm host =
        ChildJvm.host(ThreadHost.class, QUICK, "-Djava.io.tmpdir=" + folder.resolve("absent"))) {
      LeakReport report = host.awaitReport(seen -> seen.self().rounds() > 0);

      // On a slow machine the log says besides that JFR takes more than 5 s to begin.
      assertThat(host.err().lines().filter(line -> line.startsWith("threadleak: ")))
          .singleElement()
          .asString()
          .startsWith("threadleak: the hook that sees thread starts and requests is off: ")
          .contains("java.io.tmpdir", "come from JFR instead");
      assertThat(String.join("\n", report.self().notes())).contains("java.io.tmpdir");
      assertThat(report.self().attributed()).doesNotContainKey(AttributionSource.AGENT);
      assertThat(host.end()).isZero();
    }
  }

  @Test
  void agent_namedTwice_secondIsRefusedAndFirstGoesOn() throws Exception {
    String twice = "-javaagent:" + ChildJvm.JAR + "=" + QUICK;
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, "port=0", twice)) {
      LeakReport report = host.awaitReport(seen -> seen.self().rounds() > 0);

      assertThat(report.interval()).hasSeconds(1);
      assertThat(host.err().lines()).singleElement().asString().contains("already");
    }
  }

  /** A report of a round that began after the host had done all its work. */
  private static LeakReport awaitSettled(ChildJvm host) {
    long rounds = host.awaitReport(report -> true).self().rounds();
    return host.awaitReport(report -> report.self().rounds() >= rounds + 2);
  }

  private static void assertRow(
      LeakReport report, String method, int live, long started, long ended) {
    SiteReport row = find(report, HOST + method).orElseThrow();
    assertThat(List.of((long) row.live(), row.started(), row.ended()))
        .as("live, started and ended of %s", row.site().label())
        .containsExactly((long) live, started, ended);
    assertThat(row.site().source()).isEqualTo(AttributionSource.AGENT);
  }

  private static long started(LeakReport report, String method, ThreadKind kind) {
    return report.sites().stream()
        .filter(row -> row.site().kind() == kind)
        .filter(row -> row.site().label().startsWith(HOST + method))
        .mapToLong(SiteReport::started)
        .sum();
  }

  private static Optional<SiteReport> find(LeakReport report, String begin) {
    return report.sites().stream()
        .filter(site -> site.site().label().startsWith(begin))
        .findFirst();
  }
}
