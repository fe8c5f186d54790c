package io.threadleak.endtoend;

import static io.threadleak.endtoend.fixture.ShopService.Server.JETTY;
import static io.threadleak.endtoend.fixture.ShopService.Server.TOMCAT;

import io.threadleak.endtoend.fixture.ShopService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application on Spring Boot 3.5 that adds the starter, and nothing else. */
final class SpringBoot3IT {

  private static final String LINE = "boot-3";

  @TempDir private Path folder;

  @Test
  void tomcat_leakInAController_isNamedEverywhere() throws Exception {
    try (ShopService shop =
        ShopService.start(
            LINE,
            TOMCAT,
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
  void jettyOnVirtualThreads_leakInAController_isNamedEverywhere() throws Exception {
    try (ShopService shop = ShopService.start(LINE, JETTY, List.of(), ShopChecks.arguments(true))) {
      ShopChecks checks = new ShopChecks(shop);
      checks.order(true);
      checks.reportNamesTheLine("http.server.requests");
      checks.ownThreadsAreFew();
      checks.lineIsNamedEverywhere();
    }
  }
}
