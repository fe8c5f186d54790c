package io.threadleak.corpus.compiled;

import io.threadleak.corpus.program.Program;
import java.util.List;

/** The programs whose wakers are taken apart. */
public final class CompiledPrograms {

  private CompiledPrograms() {}

  /** All of them, in the order of the table. */
  public static List<Program> all() {
    return List.of(
        new HolderInRegisters(),
        new LambdaInRegisters(),
        new OptionalInRegisters(),
        new ListInRegisters());
  }
}
