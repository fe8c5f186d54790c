package io.threadleak.reliability.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.http.ThreadLeakServer;
import io.threadleak.json.JsonReports;
import io.threadleak.reliability.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A few of the bad inputs; {@code ./reliability} has a million. */
final class InputIT {

  private static final long SEED = 7;

  @Test
  void inputs_aFewOfEachKind_areAllHandled() throws Exception {
    List<InputOutcome> outcomes = new Inputs(Tree.place(), words -> {}).run(SEED, 10_000);

    assertThat(outcomes).hasSizeGreaterThanOrEqualTo(4);
    assertThat(outcomes).flatExtracting(InputOutcome::examples).isEmpty();
    assertThat(outcomes).allMatch(outcome -> outcome.unhandled() == 0);
    assertThat(outcomes).allMatch(outcome -> outcome.answers().size() > 1);
    assertThat(outcomes.get(0).answers()).containsKeys("200", "400", "404", "405");
  }

  @Test
  void wire_serverThatFails_isNoticed() throws Exception {
    try (ThreadLeakMonitor monitor = ThreadLeakMonitor.builder().start();
        ThreadLeakServer server =
            ThreadLeakServer.builder()
                .port(0)
                .reports(monitor::report)
                .metrics(
                    (report, accept, names) -> {
                      throw new IllegalStateException("on purpose");
                    })
                .report(new JsonReports())
                .start()) {
      InputOutcome outcome = new WireInputs(server, SEED).run(500);

      assertThat(outcome.unhandled()).isPositive();
      assertThat(outcome.examples())
          .anyMatch(example -> example.contains("answered by HTTP/1.1 500"));
    }
  }

  @Test
  void parser_thatThrowsNowAndThen_isNoticed() {
    InputOutcome outcome = ParserRun.run(new Fragile(), SEED, 1_000);

    assertThat(outcome.unhandled()).isBetween(1L, 999L);
    assertThat(outcome.examples().get(0)).contains("IndexOutOfBounds");
  }

  @Test
  void mutator_oneSeed_makesTheSameInputsAgain() {
    Mutator mutator = new Mutator(SEED, WireExamples.GOOD, WireExamples.WORDS);
    Mutator again = new Mutator(SEED, WireExamples.GOOD, WireExamples.WORDS);

    assertThat(LongStream.range(0, 1_000).boxed())
        .allMatch(number -> Arrays.equals(mutator.input(number), again.input(number)));
    assertThat(
            LongStream.range(0, 1_000)
                .mapToObj(number -> new String(mutator.input(number), StandardCharsets.ISO_8859_1))
                .collect(Collectors.toSet()))
        .hasSizeGreaterThan(500);
  }

  /** Takes for granted that there is an equals sign. */
  private static final class Fragile implements Parser {

    @Override
    public String kind() {
      return "pairs";
    }

    @Override
    public List<String> good() {
      return List.of("key=value");
    }

    @Override
    public List<String> words() {
      return List.copyOf(Set.of("=", ","));
    }

    @Override
    public String read(byte[] input) {
      String text = new String(input, StandardCharsets.ISO_8859_1);
      return text.substring(0, text.indexOf('=')).isEmpty() ? "refused in words" : "taken";
    }
  }
}
