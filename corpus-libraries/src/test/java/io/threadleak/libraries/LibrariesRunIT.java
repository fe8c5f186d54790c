package io.threadleak.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ProofTier;
import org.junit.jupiter.api.Test;

/** Real libraries under load: no thread of theirs is proved, and what is leaked beside them is. */
final class LibrariesRunIT {

  /** As light a load as leaves two processors time for the analysis. */
  private static final long PAUSE_MILLIS = 30;

  @Test
  void librariesUnderLoadAndIdle_whateverTheyWaitFor_isNotProvedWhileRealLeaksAre()
      throws Exception {
    Outcome outcome = new LibrariesRun(2, PAUSE_MILLIS).run();
    System.out.print(outcome);

    assertThat(outcome.falselyProved()).isEmpty();
    assertThat(outcome.leaks()).isPositive();
    assertThat(outcome.missedLeaks()).isZero();
    assertThat(outcome.rows())
        .hasSize(VirtualThreads.areProvable() ? 14 : 11)
        .allSatisfy(
            row -> {
              assertThat(row.uses()).as("uses of %s", row.name()).isPositive();
              assertThat(row.candidates()).as("candidates of %s", row.name()).isPositive();
              assertThat(row.found(ProofTier.PROVED)).isZero();
            });
    assertThat(outcome.passed()).isTrue();
  }
}
