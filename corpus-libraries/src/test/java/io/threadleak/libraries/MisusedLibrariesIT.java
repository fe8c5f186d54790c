package io.threadleak.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Ten libraries whose client is made for each request and never closed: their threads are put under
 * the line that made the client, whoever started them.
 */
final class MisusedLibrariesIT {

  private static final String PACKAGE = "com.acme.misuse.";

  /** Live threads that three requests leave behind at least, by the method that serves them. */
  private static final Map<String, Integer> LEFT =
      Map.ofEntries(
          Map.entry("OkHttpPerRequest.first", 3),
          Map.entry("OkHttpPerRequest.second", 3),
          Map.entry("JdkClientPerRequest.first", 3),
          Map.entry("JdkClientPerRequest.second", 3),
          Map.entry("ApacheClientPerRequest.first", 6),
          Map.entry("ApacheClientPerRequest.second", 3),
          Map.entry("NettyPerRequest.first", 3),
          Map.entry("NettyPerRequest.second", 3),
          Map.entry("HikariPerRequest.first", 3),
          Map.entry("HikariPerRequest.second", 3),
          Map.entry("QuartzPerRequest.first", 9),
          Map.entry("QuartzPerRequest.second", 9),
          Map.entry("ReactorPerRequest.first", 3),
          Map.entry("ReactorPerRequest.second", 3),
          Map.entry("LettucePerRequest.first", 3),
          Map.entry("LettucePerRequest.second", 3),
          Map.entry("GrpcPerRequest.first", 1),
          Map.entry("GrpcPerRequest.second", 3),
          Map.entry("CaffeinePerRequest.first", 3),
          Map.entry("CaffeinePerRequest.second", 3));

  @Test
  void label_tenLibrariesMadePerRequest_isTheLineOfTheCaller() throws Exception {
    try (WatchedProgram shop = WatchedProgram.start("com.acme.misuse.Shop", "")) {
      shop.awaitLine("served");
      long rounds = shop.awaitReport(report -> true).self().rounds();
      LeakReport report = shop.awaitReport(seen -> seen.self().rounds() >= rounds + 2);
      Map<String, Integer> live = liveByMethod(report);

      assertThat(LEFT)
          .allSatisfy(
              (method, threads) ->
                  assertThat(live.getOrDefault(method, 0))
                      .as("live threads of %s among %s", method, live)
                      .isGreaterThanOrEqualTo(threads));
      assertThat(elsewhere(report)).as("labels of nobody's line").isEmpty();
    }
  }

  private static Map<String, Integer> liveByMethod(LeakReport report) {
    return report.sites().stream()
        .filter(row -> row.site().label().startsWith(PACKAGE))
        .collect(
            Collectors.groupingBy(
                row -> methodOf(row.site().label()),
                TreeMap::new,
                Collectors.summingInt(SiteReport::live)));
  }

  private static String methodOf(String label) {
    return label.substring(PACKAGE.length(), label.indexOf('('));
  }

  private static List<String> elsewhere(LeakReport report) {
    return report.sites().stream()
        .filter(row -> row.live() > 0)
        .filter(row -> row.site().source() == AttributionSource.AGENT)
        .map(row -> row.site().label() + ": " + row.live() + " at " + row.site().frames())
        .filter(label -> !label.startsWith(PACKAGE))
        .toList();
  }
}
