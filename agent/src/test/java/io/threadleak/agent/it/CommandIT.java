package io.threadleak.agent.it;

import static io.threadleak.agent.it.ChildJvm.command;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.host.ThreadHost;
import io.threadleak.json.JsonReports;
import io.threadleak.model.LeakReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The jar itself as a command. */
class CommandIT {

  @Test
  void attach_runningJvm_printsUrlOnceAndRefusesTwice() throws Exception {
    List<String> plain = ChildJvm.mainOf(List.of(), ThreadHost.class, List.of());
    try (ChildJvm host = ChildJvm.java(plain)) {
      host.awaitLine("host is up");
      String pid = Long.toString(host.pid());

      ChildJvm attach = command("attach", pid, "port=0,interval=1s");
      assertThat(attach.exitStatus()).as(attach.err()).isZero();
      assertThat(attach.out().strip()).isEqualTo(host.awaitLine("agent "));

      ChildJvm again = command("attach", pid);
      assertThat(again.exitStatus()).isEqualTo(2);
      assertThat(again.err()).contains("an agent is at work in process " + pid + " already, at ");
      assertThat(again.out()).isEmpty();

      ChildJvm report = command("report", pid);
      assertThat(report.exitStatus()).as(report.err()).isZero();
      assertThat(report.out()).contains("nothing leaks");
      assertThat(host.end()).isZero();
      assertThat(host.err()).doesNotContain("threadleak: ");
    }
  }

  @Test
  void attach_threadsThatWereThereBefore_areToldApartByTheClassOfTheirTask() throws Exception {
    List<String> plain = ChildJvm.mainOf(List.of(), ThreadHost.class, List.of());
    try (ChildJvm host = ChildJvm.java(plain)) {
      host.awaitLine("host is up");
      ChildJvm attach = command("attach", Long.toString(host.pid()), "port=0,interval=1s");
      assertThat(attach.exitStatus()).as(attach.err()).isZero();
      host.awaitReport(
          report ->
              report.sites().stream()
                  .anyMatch(
                      row ->
                          row.site().label().equals("Thread-# (com.acme.host.ThreadHost)")
                              && row.live() > 5));
    }
  }

  @Test
  void report_urlAndPid_printTheReport() throws Exception {
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, "port=0,interval=1s")) {
      host.awaitReport(report -> report.self().rounds() > 0);

      ChildJvm byUrl = command("report", host.awaitLine("agent "), "--format", "json");
      assertThat(byUrl.exitStatus()).as(byUrl.err()).isZero();
      LeakReport report = new JsonReports().read(byUrl.out());
      assertThat(report.live()).isGreaterThan(5);
      assertThat(byUrl.err()).isEmpty();

      ChildJvm byPid = command("report", Long.toString(host.pid()));
      assertThat(byPid.exitStatus()).as(byPid.err()).isZero();
      assertThat(byPid.out()).contains("com.acme.host.ThreadHost.startOneThatStays(");
    }
  }

  @Test
  void report_jvmWithoutAgent_saysHowToAttach() throws Exception {
    List<String> plain = ChildJvm.mainOf(List.of(), ThreadHost.class, List.of());
    try (ChildJvm host = ChildJvm.java(plain)) {
      host.awaitLine("host is up");

      ChildJvm report = command("report", Long.toString(host.pid()));

      assertThat(report.exitStatus()).isEqualTo(2);
      assertThat(report.err()).contains("attach " + host.pid());
    }
  }

  @Test
  void version_isThatOfTheJar() throws Exception {
    ChildJvm version = command("--version");

    assertThat(version.exitStatus()).isZero();
    assertThat(version.out()).matches("threadleak \\d+\\.\\S+\\s+");
  }

  @Test
  void demo_healthyAsJson_printsReportAloneOnStdout() throws Exception {
    ChildJvm demo = command("demo", "--healthy", "--seconds", "4", "--format", "json");

    assertThat(demo.exitStatus()).as(demo.err()).isZero();
    LeakReport report = new JsonReports().read(demo.out());
    assertThat(report.leaks()).isFalse();
    assertThat(report.work().source()).isEqualTo("JDK HttpServer requests");
    assertThat(report.sites())
        .anyMatch(site -> site.site().label().startsWith("io.threadleak.demo.SharedPoolHandler."));
    assertThat(demo.err()).contains("service: http://127.0.0.1:", "/metrics");
    int java = Runtime.version().feature();
    assertThat(demo.err().contains("virtual threads, needs Java 21 or later; this is Java " + java))
        .as(demo.err())
        .isEqualTo(java < 21);
  }
}
