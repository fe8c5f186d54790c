package io.threadleak.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkEventsTest {

  /** As Netty has it. */
  public record Status(int code) {}

  /** As Netty has it. */
  public interface Response {
    Status status();
  }

  /** Hidden behind the public interface, as most implementations are. */
  private record HiddenResponse(Status status) implements Response {}

  /** As Kafka has it. */
  public record Records(int count) {}

  @Test
  void responded_finalStatus_countsAndOneThatAnnouncesDoesNot() {
    long before = WorkEvents.responses();
    List.of(100, 103, 200, 404, 500)
        .forEach(code -> WorkEvents.responded(new HiddenResponse(new Status(code))));
    assertThat(WorkEvents.responses() - before).isEqualTo(3);
  }

  @Test
  void responded_objectOfAnotherVersion_counts() {
    long before = WorkEvents.responses();
    WorkEvents.responded("no status");
    assertThat(WorkEvents.responses() - before).isEqualTo(1);
  }

  @Test
  void polled_records_addsTheirNumber() {
    long before = WorkEvents.records();
    WorkEvents.polled(new Records(7));
    WorkEvents.polled(new Records(0));
    WorkEvents.polled("no records");
    assertThat(WorkEvents.records() - before).isEqualTo(7);
  }

  @Test
  void exchangeAndCall_each_countOnce() {
    long exchanges = WorkEvents.exchanges();
    long calls = WorkEvents.calls();
    WorkEvents.exchangeCompleted();
    WorkEvents.callClosed();
    assertThat(WorkEvents.exchanges() - exchanges).isEqualTo(1);
    assertThat(WorkEvents.calls() - calls).isEqualTo(1);
  }
}
