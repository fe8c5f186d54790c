package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.host.LogHost;
import com.acme.host.SpoilingAgent;
import com.acme.host.ThreadHost;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The hook for virtual threads, in JVMs of the JDK the tests run on. */
class VirtualThreadHookIT {

  private static final String QUICK = "port=0,interval=1s";

  @TempDir Path folder;

  @Test
  @EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "the application is written in Java 25")
  void starts_inEveryWay_areToldOnceEach() throws Exception {
    List<String> options =
        List.of(
            "-javaagent:" + AgentJar.write(folder, StartsProbe.class),
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-preview");
    String libraries = System.getProperty("java.class.path");
    try (ChildJvm host = VirtualProgram.start(options, libraries, "EveryWayToStart")) {
      assertThat(host.exitStatus()).as(host.err()).isZero();
      assertThat(host.out().lines())
          .containsExactly(
              "before 0",
              "startVirtualThread 1000",
              "ofVirtual.start 1000",
              "unstarted.start 1000",
              "factory 1000",
              "perTask.submit 1000",
              "perTask.execute 1000",
              "perTask.invokeAll 1000",
              "perTask.ofFactory 1000",
              "scope.fork 1000",
              "byVirtualThread 1001",
              "neverStarted 0",
              "liveAgain 1",
              "endedAgain 1",
              "refused 0",
              "raced 1000",
              "done");
    }
  }

  @Test
  void agent_canary_isInNoReportAndStartsNoCarrier() throws Exception {
    try (ChildJvm host = ChildJvm.host(LogHost.class, QUICK)) {
      LeakReport report = host.awaitReport(seen -> seen.self().rounds() > 1);

      assertThat(report.rows())
          .noneMatch(row -> row.site().label().contains("threadleak"))
          .noneMatch(row -> row.site().label().contains("ForkJoinPool"));
      assertThat(host.err()).isEmpty();
    }
  }

  @Test
  void agent_platformThreadsAlone_areWovenBeforeJdk21() throws Exception {
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, QUICK, "-Xlog:redefine+class+load=info")) {
      LeakReport report = host.awaitReport(seen -> seen.self().rounds() > 0);

      boolean known = Runtime.version().feature() >= 21;
      assertThat(host.out()).contains("redefined name=java.lang.Thread,");
      assertThat(host.out().contains("redefined name=java.lang.VirtualThread,")).isEqualTo(known);
      assertThat(String.join("\n", report.self().notes()).contains("need 21 or later"))
          .isEqualTo(!known);
      assertThat(host.err()).isEmpty();
    }
  }

  @Test
  void agent_virtualThreadsCannotBeHooked_warnsOnceAndSeesPlatformThreads() throws Exception {
    String spoiler = "-javaagent:" + AgentJar.write(folder, SpoilingAgent.class);
    try (ChildJvm host = ChildJvm.host(ThreadHost.class, QUICK, spoiler)) {
      LeakReport report =
          host.awaitReport(
              seen -> seen.sites().stream().anyMatch(VirtualThreadHookIT::isOfThreadsThatStay));

      if (Runtime.version().feature() < 21) {
        assertThat(host.err()).isEmpty();
        return;
      }
      assertThat(host.err().lines())
          .singleElement()
          .asString()
          .startsWith("threadleak: the hook that sees virtual threads start is off: VirtualThread ")
          .contains("could not be retransformed", "; name other agents after this one")
          .endsWith("come and go between two rounds are not counted");
      assertThat(String.join("\n", report.self().notes())).contains("virtual threads start is off");
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "needs continuations to do without")
  void agent_jvmWithoutContinuations_saysSo() throws Exception {
    try (ChildJvm host =
        ChildJvm.host(
            LogHost.class, QUICK, "-XX:+UnlockExperimentalVMOptions", "-XX:-VMContinuations")) {
      host.awaitReport(report -> report.self().rounds() > 0);

      assertThat(host.err().lines())
          .singleElement()
          .asString()
          .contains("no continuations", "start it without -XX:-VMContinuations");
    }
  }

  private static boolean isOfThreadsThatStay(SiteReport row) {
    return row.site().label().startsWith("com.acme.host.ThreadHost.startOneThatStays(")
        && row.site().source() == AttributionSource.AGENT
        && row.live() == 5;
  }
}
