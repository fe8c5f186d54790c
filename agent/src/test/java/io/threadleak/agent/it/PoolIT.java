package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.host.PoolHost;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The agent sees the pools of a host's threads, in a JDK that nobody else opened. */
class PoolIT {

  private static final int SPARES_OF_COMMON_POOL = 256;

  @Test
  void bound_poolsOfTheHost_areSeenBehindTheirThreads() throws Exception {
    try (ChildJvm host = ChildJvm.host(PoolHost.class, "port=0,interval=1s")) {
      long rounds = host.awaitReport(report -> true).self().rounds();
      LeakReport report = host.awaitReport(seen -> seen.self().rounds() >= rounds + 3);

      assertRow(report, "occupyFixed", 2, 1, 40);
      assertRow(report, "occupyScheduled", 1, 1, 4);
      assertRow(report, "occupyCached", 1, 1, null);
      int common = ForkJoinPool.getCommonPoolParallelism() + SPARES_OF_COMMON_POOL;
      assertRow(report, "occupyForkJoin(", 1, 1, common);
      assertRow(report, "occupyOneOfItsOwn", 3, 3, 6);
      assertThat(host.err()).isEmpty();

      assertBirthplace(report, "occupyFixed", "com.acme.host.PoolHost.occupyFixed(", 1, 40);
      assertBirthplace(report, "occupyScheduled", "com.acme.host.PoolHost.occupyScheduled(", 1, 4);
      assertBirthplace(report, "occupyCached", "com.acme.host.PoolHost.occupyCached(", 1, null);
      assertThat(find(report, "occupyForkJoin(").birthplaces()).as("made by the JDK").isEmpty();
      String own = "com.acme.host.PoolHost.occupyForkJoinOfItsOwn(";
      assertBirthplace(report, "occupyForkJoinOfItsOwn(", own, 1, 5);
      String vast = "com.acme.host.PoolHost.occupyForkJoinWithoutLimit(";
      assertBirthplace(report, "occupyForkJoinWithoutLimit(", vast, 1, null);
      assertBirthplace(report, "occupyOneOfItsOwn", "com.acme.host.PoolHost.occupyOneOf", 3, 6);
      assertBirthplace(report, "fillOneMadeElsewhere", "com.acme.host.PoolHost.makeFor", 1, 3);
    }
  }

  private static void assertBirthplace(
      LeakReport report, String method, String label, int pools, @Nullable Integer bound) {
    assertThat(find(report, method).birthplaces())
        .as("birthplaces of %s", method)
        .singleElement()
        .satisfies(
            place -> {
              assertThat(place.label()).startsWith(label);
              assertThat(place.pools()).isEqualTo(pools);
              assertThat(place.bound()).isEqualTo(bound);
            });
  }

  private static SiteReport find(LeakReport report, String method) {
    return report.sites().stream()
        .filter(site -> site.site().label().startsWith("com.acme.host.PoolHost." + method))
        .findFirst()
        .orElseThrow();
  }

  private static void assertRow(
      LeakReport report, String method, int live, int pools, @Nullable Integer bound) {
    SiteReport row = find(report, method);
    assertThat(row.live()).as("live threads of %s", method).isEqualTo(live);
    assertThat(row.pools()).as("pools of %s", method).isEqualTo(pools);
    assertThat(row.bound()).as("bound of %s", method).isEqualTo(bound);
  }
}
