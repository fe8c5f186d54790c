package io.threadleak.agent.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestThroughputTest {

  @Test
  void completed_nothingSeen_isUnknownAndNamesCure() {
    RequestThroughput throughput = new RequestThroughput(() -> 0, () -> 0, () -> 0);

    assertThat(throughput.completed()).isEmpty();
    assertThat(throughput.source()).startsWith("none: ").contains("throughput=jmx:");
  }

  @Test
  void completed_whateverSeen_isSumAndNamesSource() {
    assertThat(new RequestThroughput(() -> 3, () -> 0, () -> 0).source())
        .isEqualTo("servlet requests");
    assertThat(new RequestThroughput(() -> 0, () -> 3, () -> 0).source())
        .isEqualTo("JDK HttpServer requests");
    RequestThroughput both = new RequestThroughput(() -> 3, () -> 4, () -> 0);
    assertThat(both.completed()).hasValue(7);
    assertThat(both.source()).isEqualTo("servlet and JDK HttpServer requests");
  }

  @Test
  void source_classesThatCouldNotBeHooked_saysHowMany() {
    assertThat(new RequestThroughput(() -> 3, () -> 0, () -> 2).source())
        .isEqualTo("servlet requests (2 classes that serve requests could not be hooked)");
  }
}
