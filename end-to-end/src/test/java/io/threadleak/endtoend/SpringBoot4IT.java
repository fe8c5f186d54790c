package io.threadleak.endtoend;

import static io.threadleak.endtoend.fixture.ShopService.Server.JETTY;
import static io.threadleak.endtoend.fixture.ShopService.Server.TOMCAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.Project;
import io.threadleak.endtoend.fixture.ShopService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application on Spring Boot 4 that adds the starter; with the agent, too. */
final class SpringBoot4IT {

  private static final String LINE = "boot-4";

  @TempDir private Path folder;

  @Test
  void jetty_leakInAController_isNamedEverywhere() throws Exception {
    try (ShopService shop =
        ShopService.start(
            LINE,
            JETTY,
            List.of(),
            ShopChecks.arguments(false, "--threadleak.evidence=" + folder))) {
      ShopChecks checks = new ShopChecks(shop);
      checks.order(false);
      checks.reportNamesTheLine("http.server.requests");
      checks.ownThreadsAreFew();
      checks.lineIsNamedEverywhere();
      checks.proofIsMadeOnDemand();
      checks.alertNamesTheLineAndItsMapping();
      checks.endIsKeptAsEvidence(folder);
    }
  }

  @Test
  void tomcatOnVirtualThreadsBesideTheAgent_leakInAController_isWhatTheAgentSees()
      throws Exception {
    String agent = "-javaagent:" + Project.agentJar() + "=interval=1s,port=0";
    try (ShopService shop =
        ShopService.start(LINE, TOMCAT, List.of(agent), ShopChecks.arguments(true))) {
      ShopChecks checks = new ShopChecks(shop);
      checks.order(true);
      checks.reportNamesTheLine("servlet requests");
      assertThat(checks.report().path("self").path("attributed").path("agent").asInt())
          .isGreaterThanOrEqualTo(ShopChecks.ORDERS);
      checks.lineIsNamedEverywhere();
      checks.proofIsMadeOnDemand();
      checks.alertNamesTheLineAndItsMapping();
      assertThat(shop.process().output()).contains("Threads are watched by the agent at");
    }
  }
}
