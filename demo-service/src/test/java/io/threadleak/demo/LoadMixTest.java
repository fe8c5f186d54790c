package io.threadleak.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LoadMixTest {

  private static final int CYCLE = 60;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHARED_POOL")
  void endpoint_inACycle_hasItsShareWhereTheJvmCanServeIt(DemoEndpoint endpoint) {
    assertThat(cycle(LoadMix.everything()))
        .filteredOn(endpoint::equals)
        .hasSize(endpoint.available() ? endpoint.share() : 0);
  }

  @Test
  void sharedPool_inACycle_hasTheShareOfThoseThatTheJvmCannotServe() {
    LoadMix mix = LoadMix.everything();

    assertThat(mix.cycleLength()).isEqualTo(CYCLE);
    assertThat(cycle(mix))
        .filteredOn(DemoEndpoint.SHARED_POOL::equals)
        .hasSize(VirtualThreads.available() ? 15 : 34);
  }

  @ParameterizedTest
  @MethodSource("io.threadleak.demo.AvailableEndpoints#list")
  void endpoint_betweenItsTurns_waitsAboutEquallyLong(DemoEndpoint endpoint) {
    LoadMix mix = LoadMix.everything();
    List<Long> turns =
        LongStream.range(0, 2L * mix.cycleLength())
            .filter(n -> mix.endpoint(n) == endpoint)
            .boxed()
            .toList();
    double even = 2.0 * mix.cycleLength() / turns.size();

    for (int n = 1; n < turns.size(); n++) {
      assertThat((double) turns.get(n) - turns.get(n - 1)).isBetween(even / 2, even * 2);
    }
  }

  @Test
  void healthyMix_leavesLeaksAloneAndKeepsTheOthersAtTheirPace() {
    LoadMix mix = LoadMix.healthy();
    var turns =
        cycle(mix).stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(turns)
        .hasSize(VirtualThreads.available() ? 4 : 3)
        .containsEntry(DemoEndpoint.CONNECTION, 2L);
    assertThat(turns).containsEntry(DemoEndpoint.THREAD_PER_REQUEST, 15L);
    assertThat(turns.keySet()).noneMatch(DemoEndpoint::leaky);
    assertThat(mix.cycleLength()).isEqualTo(LoadMix.everything().cycleLength());
  }

  private static List<DemoEndpoint> cycle(LoadMix mix) {
    return LongStream.range(0, mix.cycleLength()).mapToObj(mix::endpoint).toList();
  }
}
