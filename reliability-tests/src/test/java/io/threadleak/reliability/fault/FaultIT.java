package io.threadleak.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.reliability.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quickest faults; {@code ./reliability} has all of them. */
final class FaultIT {

  private final FaultRun run = new FaultRun(Tree.place());

  @ParameterizedTest
  @ValueSource(strings = {"hostile-threads", "listener-throws", "port-taken"})
  void fault_underLoad_isSurvivedAndNotNoticedByTheHost(String name) throws Exception {
    Fault fault =
        Faults.all().stream().filter(one -> one.name().equals(name)).findAny().orElseThrow();

    FaultOutcome outcome = run.run(fault);

    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.lost()).isZero();
    assertThat(outcome.orders()).isGreaterThan(400);
    assertThat(outcome.output()).isTrue();
  }

  @Test
  void run_hostThatPrintsAndLosesAnOrder_tellsBoth() throws Exception {
    Fault planted =
        new Fault(
            "planted",
            "what must be noticed",
            (command, place) -> {},
            stage -> {
              stage.host().ask("print");
              stage.host().ask("lose");
              return "";
            });

    FaultOutcome outcome = run.run(planted);

    assertThat(outcome.survived()).isFalse();
    assertThat(outcome.lost()).isEqualTo(1);
    assertThat(outcome.output()).isFalse();
    assertThat(outcome.troubles())
        .hasSize(2)
        .anyMatch(trouble -> trouble.contains("1 orders lost, the first by status 409"))
        .anyMatch(trouble -> trouble.contains("this is not the shop"));
  }
}
