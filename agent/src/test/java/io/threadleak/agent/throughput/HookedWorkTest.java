package io.threadleak.agent.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.agent.throughput.HookedWork.Count;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookedWorkTest {

  @Test
  void completed_nothingSeen_isUnknown() {
    assertThat(work(0, 0, 0, 0, 0).completed()).isEmpty();
  }

  @Test
  void completed_whateverSeen_isSumAndNamesSources() {
    assertThat(work(3, 0, 0, 0, 0).source()).isEqualTo("servlet requests");
    assertThat(work(0, 4, 0, 0, 0).source()).isEqualTo("JDK HttpServer requests");
    assertThat(work(3, 4, 0, 0, 0).completed()).hasValue(7);
    assertThat(work(3, 4, 0, 0, 0).source()).isEqualTo("servlet and JDK HttpServer requests");
    HookedWork all = work(3, 4, 5, 6, 0);
    assertThat(all.completed()).hasValue(18);
    assertThat(all.source())
        .isEqualTo("servlet, JDK HttpServer and gRPC requests and Kafka records");
    assertThat(all.units()).isEqualTo("requests and records");
  }

  @Test
  void units_recordsOrRequestsAlone_areCalledSo() {
    assertThat(work(0, 0, 0, 6, 0).units()).isEqualTo("records");
    assertThat(work(0, 0, 0, 6, 0).source()).isEqualTo("Kafka records");
    assertThat(work(3, 0, 0, 0, 0).units()).isEqualTo("requests");
  }

  @Test
  void source_classesThatCouldNotBeHooked_saysHowMany() {
    assertThat(work(3, 0, 0, 0, 2).source())
        .isEqualTo("servlet requests (2 classes that serve requests could not be hooked)");
  }

  private static HookedWork work(
      long servlets, long exchanges, long calls, long records, int blind) {
    return new HookedWork(
        List.of(
            new Count("servlet", () -> servlets),
            new Count("JDK HttpServer", () -> exchanges),
            new Count("gRPC", () -> calls)),
        List.of(new Count("Kafka", () -> records)),
        () -> blind);
  }
}
