package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.WorkReport;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class WorkMeterTest {

  private OptionalLong next = OptionalLong.empty();
  private final WorkMeter meter = new WorkMeter(source(() -> next));

  @Test
  void read_sourceThatRestarts_goesOnFromWhereItStood() {
    readAt(0, 100);
    readAt(10, 150);
    readAt(20, 20);
    readAt(30, 50);
    assertThat(meter.completed()).isEqualTo(200);
    assertThat(meter.report().perSecond()).isEqualTo(100.0 / 30);
  }

  @Test
  void read_sourceWithoutCount_staysUnknown() {
    meter.read(0);
    assertThat(meter.completed()).isNaN();
    assertThat(meter.report()).isEqualTo(new WorkReport("fake", null, null));
  }

  @Test
  void read_sourceThatThrows_keepsLastCountAndSaysSo() {
    WorkMeter failing =
        new WorkMeter(
            source(
                () -> {
                  throw new IllegalStateException("gone");
                }));
    failing.read(0);
    assertThat(failing.failures()).isEqualTo(1);
    assertThat(failing.trouble()).contains("gone");
  }

  @Test
  void read_clockThatStandsStill_givesNoRate() {
    readAt(5, 1);
    readAt(5, 2);
    assertThat(meter.report().perSecond()).isNull();
  }

  @Test
  void units_sourceThatNamesNone_areUnitsOfWork() {
    assertThat(meter.units()).isEqualTo("units of work");
    assertThat(new WorkMeter(named(() -> "messages")).units()).isEqualTo("messages");
    assertThat(new WorkMeter(named(() -> " ")).units()).isEqualTo("units of work");
  }

  @Test
  void units_sourceThatThrows_areUnitsOfWork() {
    WorkMeter failing =
        new WorkMeter(
            named(
                () -> {
                  throw new IllegalStateException("gone");
                }));
    assertThat(failing.units()).isEqualTo("units of work");
  }

  private static Throughput named(Supplier<String> units) {
    Throughput none = Throughput.none();
    return new Throughput() {
      @Override
      public OptionalLong completed() {
        return none.completed();
      }

      @Override
      public String source() {
        return none.source();
      }

      @Override
      public String units() {
        return units.get();
      }
    };
  }

  private void readAt(double seconds, long completed) {
    next = OptionalLong.of(completed);
    meter.read(seconds);
  }

  private static Throughput source(Supplier<OptionalLong> completed) {
    return new Throughput() {
      @Override
      public OptionalLong completed() {
        return completed.get();
      }

      @Override
      public String source() {
        return "fake";
      }
    };
  }
}
