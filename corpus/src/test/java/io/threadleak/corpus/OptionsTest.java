package io.threadleak.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.ProofReport.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {

  @Test
  void options_noArguments_askForEverythingAsText() {
    assertThat(Options.of(List.of()))
        .isEqualTo(new Options(List.of(), List.of(""), Variant.MOST_COPIES, false, false));
  }

  @Test
  void options_allGiven_areTaken() {
    Options options =
        Options.of(
            List.of(
                "--program",
                "ChanRecv,Mixed",
                "--gc",
                "G1,Z",
                "--copies",
                "7",
                "--alone",
                "--format",
                "json"));
    assertThat(options)
        .isEqualTo(new Options(List.of("ChanRecv", "Mixed"), List.of("G1", "Z"), 7, true, true));
  }

  @Test
  void options_wrongOnes_areRefusedByName() {
    assertThatThrownBy(() -> Options.of(List.of("--programs"))).hasMessageContaining("--programs");
    assertThatThrownBy(() -> Options.of(List.of("--program", "Nothing")))
        .hasMessageContaining("Nothing");
    assertThatThrownBy(() -> Options.of(List.of("--format", "xml"))).hasMessageContaining("xml");
    assertThatThrownBy(() -> Options.of(List.of("--copies", "few"))).hasMessageContaining("few");
    assertThatThrownBy(() -> Options.of(List.of("--gc"))).hasMessageContaining("--gc");
  }

  @Test
  void batches_ofOneProgram_areItsVariantsAlone() {
    List<Batch> batches = Batches.of(Options.of(List.of("--program", "ChanRecv")));
    assertThat(batches.stream().filter(batch -> batch.engine() == Engine.HEAP_DUMP))
        .hasSameSizeAs(Variant.all());
    assertThat(batches).allSatisfy(batch -> assertThat(batch.programs()).containsOnly("ChanRecv"));
  }

  @Test
  void batches_alone_haveOneProgramEach() {
    List<Batch> batches = Batches.of(Options.of(List.of("--alone", "--gc", "Serial")));
    assertThat(batches).hasSizeGreaterThan(Corpus.programs().size());
    assertThat(batches)
        .allSatisfy(
            batch -> {
              assertThat(batch.programs()).hasSize(1);
              assertThat(batch.collector()).isEqualTo("Serial");
            });
  }
}
