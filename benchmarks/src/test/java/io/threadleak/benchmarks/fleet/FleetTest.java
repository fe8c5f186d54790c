package io.threadleak.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the fleet exposes, and what its options refuse; Prometheus itself is not run. */
class FleetTest {

  private static final int SITES = 10;

  @Test
  void scrape_anyInstance_exposesEachSiteInEachStateAndVerdict() throws Exception {
    try (FleetTargets fleet = new FleetTargets(101, SITES)) {
      assertThat(lines(fleet, 0, "threadleak_threads{")).hasSize(5 * (SITES + 1));
      assertThat(lines(fleet, 0, "threadleak_verdict{")).hasSize(6 * SITES);
    }
  }

  @Test
  void scrape_leaks_areOneSiteEverywhereAndAnotherOnOneInstanceOfAHundred() throws Exception {
    try (FleetTargets fleet = new FleetTargets(102, SITES)) {
      assertThat(leaking(fleet, 100)).hasSize(2);
      assertThat(leaking(fleet, 101)).hasSize(1);
      assertThat(leaking(fleet, 100).toString()).contains(leaking(fleet, 101).get(0));
    }
  }

  @Test
  void scrapeConfig_everyInstance_isATargetOfItsService() throws Exception {
    try (FleetTargets fleet = new FleetTargets(101, SITES)) {
      assertThat(fleet.scrapeConfig().lines().filter(line -> line.contains("job: shop-0")))
          .hasSize(100);
      assertThat(fleet.scrapeConfig()).contains("job: shop-1, instance: \"shop-1-100:9847\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--instances, 0, from 1 to 5000",
    "--sites, many, from 1 to 500",
    "--interval, 1, from 5 to 300",
    "--minutes, '', from 2 to 60",
    "--prometheus, no/such/program, which is no program",
    "--verbose, '', unknown argument"
  })
  void options_wrongValue_nameTheKnobAndTheCure(String name, String value, String cure) {
    assertThatThrownBy(() -> Options.of(List.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value)
        .hasMessageContaining(cure);
  }

  private static List<String> leaking(FleetTargets fleet, int instance) {
    return lines(fleet, instance, "threadleak_verdict{")
        .filter(line -> line.contains("verdict=\"leaking\"") && line.endsWith(" 1.0"))
        .toList();
  }

  private static Stream<String> lines(FleetTargets fleet, int instance, String beginning) {
    return new String(fleet.scrape(instance, "text/plain").body(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(beginning));
  }
}
