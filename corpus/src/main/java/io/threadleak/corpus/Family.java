package io.threadleak.corpus;

import io.threadleak.corpus.beyond.BeyondPrograms;
import io.threadleak.corpus.common.CommonPrograms;
import io.threadleak.corpus.compiled.CompiledPrograms;
import io.threadleak.corpus.controls.ControlPrograms;
import io.threadleak.corpus.goker.GokerPrograms;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.simple.SimplePrograms;
import java.util.List;

/** Programs that belong together, and are run together. */
enum Family {
  SIMPLE,
  COMMON,
  GOKER,
  BEYOND,
  CONTROLS,
  COMPILED;

  /** All of them, in the order of the table. */
  List<Program> programs() {
    return switch (this) {
      case SIMPLE -> SimplePrograms.all();
      case COMMON -> CommonPrograms.all();
      case GOKER -> GokerPrograms.all();
      case BEYOND -> BeyondPrograms.all();
      case CONTROLS -> ControlPrograms.all();
      case COMPILED -> CompiledPrograms.all();
    };
  }
}
