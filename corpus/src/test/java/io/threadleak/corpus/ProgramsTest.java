package io.threadleak.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each port blocks as the original does: at its sites, with as many threads, in every variant. */
final class ProgramsTest {

  private static final int COPIES = 3;

  @ParameterizedTest
  @MethodSource("variants")
  void programs_runInAnyVariant_standAtTheirSites(Variant variant) throws Exception {
    Map<Place, Integer> before = StandingThreads.look();
    List<Program> programs = Corpus.programs().stream().filter(variant::suits).toList();
    Performance performance =
        new Performance(
            new Stage(variant.starter(), variant.hold()),
            programs,
            program -> Math.min(COPIES, variant.copies(program)));
    performance.start();
    assertThat(performance.declared()).isNotEmpty();
    performance.awaitStanding(before, Duration.ofSeconds(60));
  }

  @Test
  void corpus_anyProgram_hasANameOfItsOwn() {
    assertThat(Corpus.programs().stream().map(Program::name)).doesNotHaveDuplicates();
  }

  static Stream<Variant> variants() {
    return Variant.all().stream();
  }
}
