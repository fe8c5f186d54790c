package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofStatus;
import io.threadleak.model.SampleReports;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose proof is told to whom, where several ask by and by. */
final class MonitorDoorTest {

  private final Map<ProofEngine, FakeRun> runs = new EnumMap<>(ProofEngine.class);
  private final MonitorDoor door =
      new MonitorDoor(
          ProofEngine.AUTO,
          engine -> {
            FakeRun run = new FakeRun(engine);
            runs.put(engine, run);
            return run;
          });

  @Test
  void status_nobodyAsked_isIdle() {
    ProofStatus idle = new ProofStatus(false, ProofProgress.NONE, null, null);

    assertThat(door.status(null)).isEqualTo(idle);
    assertThat(door.status(ProofEngine.COLLECTOR)).isEqualTo(idle);
    assertThat(door.cancel(null)).isEqualTo(idle);
  }

  @Test
  void begin_noEngine_asksTheConfiguredOne() {
    assertThat(door.begin(null).progress().phase()).isEqualTo("auto");
    assertThat(door.status(null)).isEqualTo(door.status(ProofEngine.AUTO));
  }

  @Test
  void status_twoEnginesAsked_eachIsToldOfItsOwn() {
    door.begin(ProofEngine.DUMP);
    door.begin(ProofEngine.COLLECTOR);

    assertThat(door.status(ProofEngine.DUMP).progress().phase()).isEqualTo("dump");
    assertThat(door.status(null).progress().phase()).isEqualTo("collector");
  }

  @Test
  void begin_underWay_sharesItAndThroughBeginsAnother() {
    door.begin(ProofEngine.DUMP);
    FakeRun first = runs.get(ProofEngine.DUMP);
    door.begin(ProofEngine.DUMP);
    assertThat(runs.get(ProofEngine.DUMP)).isSameAs(first);

    first.outcome = SampleReports.proof();
    assertThat(door.status(null).proof()).isEqualTo(SampleReports.proof());
    assertThat(door.begin(ProofEngine.DUMP).running()).isTrue();
    assertThat(runs.get(ProofEngine.DUMP)).isNotSameAs(first);
  }

  @Test
  void cancel_oneOfTwo_leavesTheOther() {
    door.begin(ProofEngine.DUMP);
    door.begin(ProofEngine.COLLECTOR);

    assertThat(door.cancel(ProofEngine.DUMP).refusal())
        .isEqualTo(new ProofStatus.Refusal(Reason.CANCELLED, "given up"));
    assertThat(door.status(ProofEngine.COLLECTOR).running()).isTrue();
  }

  private static final class FakeRun implements ProofRun {

    private final ProofEngine engine;
    private boolean cancelled;
    private @Nullable ProofReport outcome;

    FakeRun(ProofEngine engine) {
      this.engine = engine;
    }

    @Override
    public ProofReport await(Duration atMost) throws ProofException {
      if (outcome == null) {
        throw new ProofException(Reason.CANCELLED, "given up");
      }
      return outcome;
    }

    @Override
    public boolean isDone() {
      return cancelled || outcome != null;
    }

    @Override
    public ProofProgress progress() {
      return new ProofProgress(engine.label(), 0);
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
