package io.threadleak.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.corpus.Batch.Kind;
import io.threadleak.corpus.Judgement.Claim;
import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Hold;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Starter;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ProofTier;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class RunResultTest {

  private static final Variant ALONE = new Variant(Starter.PLATFORM, Hold.STACKS);

  @Test
  void result_claimsAtASite_areCountedByTier() {
    RunResult result =
        result(
            ALONE,
            "MutexStack",
            10,
            claim(ProofTier.PROVED, 7, "MutexStack"),
            claim(ProofTier.STUCK, 2, "MutexStack"));
    SiteScore score = result.sites().get(0);
    assertThat(score.words()).isEqualTo("proved 7 of 10, stuck 2 of 10");
    assertThat(score.hitRate()).isEqualTo(0.9);
    assertThat(score.isHit()).isFalse();
    assertThat(result.falselyProved()).isZero();
  }

  @Test
  void result_noClaim_isMissedOnlyWhereThereIsALeak() {
    assertThat(result(ALONE, "MutexStack", 1).sites().get(0).words()).isEqualTo("missed");
    assertThat(result(ALONE, "WokenLock", 1).sites().get(0).words()).isEqualTo("-");
  }

  @Test
  void result_provedThoughHeldElsewhere_isFalse() {
    for (Hold hold : List.of(Hold.REGISTRY, Hold.LIVE_THREAD)) {
      Variant held = new Variant(Starter.PLATFORM, hold);
      RunResult result = result(held, "MutexStack", 3, claim(ProofTier.PROVED, 3, "MutexStack"));
      assertThat(result.falselyProved()).isEqualTo(3);
    }
  }

  @Test
  void result_ownedLockHeldElsewhere_isALeakAllTheSame() {
    Variant held = new Variant(Starter.PLATFORM, Hold.REGISTRY);
    assertThat(
            result(held, "Moby17176", 1, claim(ProofTier.PROVED, 1, "Moby17176")).falselyProved())
        .isZero();
  }

  @Test
  void result_lockOfAWorkerThatIsIdle_isNotDueInAPool() {
    Variant pooled = new Variant(Starter.POOLED, Hold.STACKS);
    assertThat(result(pooled, "Moby17176", 1).due()).isEmpty();
    assertThat(result(ALONE, "Moby17176", 1).due()).hasSize(1);
  }

  @Test
  void result_provedInAPoolThatCouldInterrupt_isFalse() {
    Variant pooled = new Variant(Starter.POOLED, Hold.STACKS);
    assertThat(
            result(pooled, "MutexStack", 1, claim(ProofTier.PROVED, 1, "MutexStack"))
                .falselyProved())
        .isEqualTo(1);
    assertThat(
            result(pooled, "MutexStack", 1, claim(ProofTier.STUCK, 1, "MutexStack"))
                .falselyProved())
        .isZero();
  }

  @Test
  void result_controlOrStranger_isFalseWhereProved() {
    assertThat(
            result(ALONE, "WokenLock", 1, claim(ProofTier.PROVED, 1, "WokenLock")).falselyProved())
        .isEqualTo(1);
    Claim stranger =
        new Claim(
            ProofTier.PROVED,
            2,
            List.of(new StackTraceElement("java.lang.Object", "wait", "Object.java", 1)),
            "so it is");
    RunResult result = result(ALONE, "MutexStack", 1, stranger);
    assertThat(result.falselyProved()).isEqualTo(2);
    assertThat(result.strays()).hasSize(1);
  }

  @Test
  void result_provedBait_isFalseOnlyWhereTheAssumptionIsNotNamed() {
    Claim claim = claim(ProofTier.PROVED, 1, "HolderInRegisters");
    RunResult silent = result(Kind.BAIT, List.of(), ALONE, "HolderInRegisters", 1, claim);
    RunResult named =
        result(Kind.BAIT, List.of("Of compiled code."), ALONE, "HolderInRegisters", 1, claim);
    assertThat(silent.falselyProved()).isEqualTo(1);
    assertThat(named.falselyProved()).isZero();
    assertThat(named.provedUnderAssumption()).isEqualTo(1);
    RunResult plain =
        result(Kind.PLAIN, List.of("Of compiled code."), ALONE, "HolderInRegisters", 1, claim);
    assertThat(plain.falselyProved()).isEqualTo(1);
  }

  @Test
  void result_writtenAndRead_isTheSame() {
    RunResult result = result(ALONE, "MutexStack", 1, claim(ProofTier.PROVED, 1, "MutexStack"));
    JsonMapper json = JsonMapper.builder().build();
    assertThat(json.readValue(json.writeValueAsString(result), RunResult.class)).isEqualTo(result);
  }

  @Test
  void table_ofAResult_namesProgramSiteAndTotals() {
    RunResult result =
        result(ALONE, "MutexStack", 1000, claim(ProofTier.PROVED, 1000, "MutexStack"));
    assertThat(new ScoreTable(List.of(result)).toString())
        .contains("| platform/stacks | 1,000 | 1 | 1 | 100.0 % | 1,000 | 0 | 0 | 0 |")
        .contains("| MutexStack | lockTwice | leak | 100 | proved 1,000 |");
  }

  @Test
  void goHitRates_everyPortOfALeak_haveOne() {
    Stream.of(Family.SIMPLE, Family.COMMON, Family.GOKER)
        .flatMap(family -> family.programs().stream())
        .filter(program -> program.expectation() == Expectation.LEAK)
        .forEach(
            program -> assertThat(GoHitRates.of(program.name())).as(program.name()).isNotEmpty());
  }

  private static RunResult result(Variant variant, String program, int threads, Claim... claims) {
    return result(Kind.PLAIN, List.of(), variant, program, threads, claims);
  }

  private static RunResult result(
      Kind kind,
      List<String> assumptions,
      Variant variant,
      String program,
      int threads,
      Claim... claims) {
    Batch batch =
        new Batch(
            "platform/stacks",
            variant,
            List.of(program),
            threads,
            Engine.HEAP_DUMP,
            kind,
            "",
            List.of());
    return RunResult.of(
        batch,
        Map.of(place(program), threads),
        new Judgement(List.of(claims), 20, 10, 0, 1.5, null, assumptions, List.of()));
  }

  private static Claim claim(ProofTier tier, int threads, String program) {
    Place place = place(program);
    StackTraceElement park = new StackTraceElement("java.util.Park", "park", "Park.java", 1);
    StackTraceElement site =
        new StackTraceElement(
            place.program().getClass().getName() + "$Nested", place.site().method(), "It.java", 2);
    return new Claim(tier, threads, List.of(park, site), "so it is");
  }

  private static Place place(String name) {
    Program program = Corpus.program(name);
    return new Place(program, program.sites().get(program.sites().size() - 1));
  }
}
