package io.threadleak.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.corpus.program.Hold;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Stage;
import io.threadleak.corpus.program.Starter;
import io.threadleak.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Growth finds what goes on leaking, and nothing that has stopped. */
final class GrowthTest {

  private static final int ROUNDS = 70;

  @Test
  void growth_ofAProgramStartedOnce_isNone() throws Exception {
    Growth growth = started("SleepLoop");
    growth.round(100);
    for (int round = 1; round < ROUNDS; round++) {
      growth.round(0);
    }
    assertThat(growth.isThrough()).isFalse();
    assertThat(growth.verdicts())
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.verdict()).isEqualTo(Verdict.STEADY));
  }

  /** But for the one whose threads wake every millisecond, which corpus/run takes its time for. */
  @Test
  void growth_ofLeaksBeyondProof_isToldOfEach() throws Exception {
    List<Program> beyond =
        Family.BEYOND.programs().stream()
            .filter(program -> !program.name().equals("SpinLock"))
            .toList();
    assertThat(beyond).hasSize(Family.BEYOND.programs().size() - 1);
    Growth growth = new Growth(new Stage(Starter.PLATFORM, Hold.STACKS), beyond);
    for (int round = 0; round < ROUNDS && !growth.isThrough(); round++) {
      growth.round(2);
    }
    assertThat(growth.isThrough()).isTrue();
    assertThat(growth.verdicts())
        .hasSameSizeAs(beyond)
        .allMatch(verdict -> verdict.verdict() == Verdict.LEAKING);
  }

  private static Growth started(String name) {
    Program program = Corpus.program(name);
    return new Growth(new Stage(Starter.PLATFORM, Hold.STACKS), List.of(program));
  }
}
