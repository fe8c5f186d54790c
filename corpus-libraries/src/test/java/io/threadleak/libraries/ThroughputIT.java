package io.threadleak.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.WorkReport;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The agent finds how much real servers and a real consumer have done, without being told. */
final class ThroughputIT {

  private static final String PROGRAM = "io.threadleak.libraries.ServersAtWork";

  @Test
  void work_serversWithoutServletsAndAConsumer_isCountedOneByOne() throws Exception {
    WorkReport work = settled(PROGRAM);

    assertThat(work.completed()).isEqualTo(ServersAtWork.UNITS);
    assertThat(work.source()).isEqualTo("Undertow, Netty HTTP and gRPC requests and Kafka records");
  }

  @Test
  void work_onlyMicrometerCounts_isWhatItCounts() throws Exception {
    WorkReport work = settled(PROGRAM, "timed");

    assertThat(work.completed()).isEqualTo(ServersAtWork.TIMED);
    assertThat(work.source()).isEqualTo("Micrometer's http.server.requests");
  }

  /** A report of a round that began after the program had done all its work. */
  private static WorkReport settled(String main, String... arguments) throws Exception {
    try (WatchedProgram program = WatchedProgram.start(main, "", arguments)) {
      assertThat(program.awaitLine("worked")).isEmpty();
      long rounds = program.awaitReport(Objects::nonNull).self().rounds();
      return program.awaitReport(report -> report.self().rounds() >= rounds + 2).work();
    }
  }
}
