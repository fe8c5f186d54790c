package io.threadleak.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.model.ProofReport.Engine;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The proof finds the leaks of the corpus and nothing else: some batches of {@code corpus/run},
 * each in a JVM of its own, with no more than two copies of each program.
 */
final class CorpusIT {

  /** As many as a minute allows; those of virtual threads where there are any. */
  private static final Set<String> BATCHES =
      Runtime.version().feature() < 21
          ? Set.of(
              "platform/stacks",
              "platform/registry",
              "pooled/stacks",
              "controls, platform/stacks",
              "taken apart, platform/stacks")
          : Set.of(
              "virtual/stacks",
              "virtual/live-thread",
              "platform/stacks",
              "pooled/stacks",
              "controls, virtual/stacks",
              "compiled, platform/stacks",
              "taken apart, virtual/stacks",
              "collector, virtual/stacks");

  @ParameterizedTest(name = "{0}")
  @MethodSource("batches")
  void batch_judged_isFoundAndNothingElse(Batch batch) throws Exception {
    RunResult result = ChildJvm.run(batch);
    assertThat(result.sites()).isNotEmpty();
    assertThat(result.falselyProved()).as("falsely proved: %s", result).isZero();
    switch (batch.kind()) {
      case PLAIN -> checkLeaks(result);
      case CHURN -> assertThat(result.candidates()).isPositive();
      case GROWTH -> throw new AssertionError("judged by GrowthTest");
      case BAIT -> {
        assertThat(result.assumesOfCompiledCode()).isTrue();
        assertThat(result.provedUnderAssumption()).as("teeth of the bait").isPositive();
      }
    }
  }

  /** Every port leaks in all runs, so every site is a stable one, and 97 % of all are too few. */
  private static void checkLeaks(RunResult result) {
    if (result.batch().engine() == Engine.HEAP_DUMP) {
      assertThat(result.due())
          .as("sites whose every thread is proved or stuck")
          .allMatch(SiteScore::isHit);
    }
    if (result.sites().stream().anyMatch(site -> site.expectation() == Expectation.LEAK)) {
      assertThat(result.due()).isNotEmpty();
      assertThat(result.requests()).as("judgements that programs asked for").isPositive();
      assertThat(result.shared()).isBetween(1, result.requests() / 2);
    }
  }

  static Stream<Batch> batches() {
    List<Batch> all = Batches.of(Options.of(List.of("--copies", "2")));
    List<Batch> some = all.stream().filter(batch -> BATCHES.contains(batch.name())).toList();
    assertThat(some).hasSameSizeAs(BATCHES);
    return some.stream();
  }
}
