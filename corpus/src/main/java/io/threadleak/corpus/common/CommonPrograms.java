package io.threadleak.corpus.common;

import io.threadleak.corpus.program.Program;
import java.util.List;

/** The programs of common patterns. */
public final class CommonPrograms {

  private CommonPrograms() {}

  /** All of them, in the order of the table. */
  public static List<Program> all() {
    return List.of(
        new NoCloseRange(),
        new MethodContractViolation(),
        new DoubleSend(),
        new EarlyReturn(),
        new NCastLeak(),
        new Timeout());
  }
}
