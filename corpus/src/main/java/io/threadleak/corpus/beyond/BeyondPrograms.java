package io.threadleak.corpus.beyond;

import io.threadleak.corpus.program.Program;
import java.util.List;

/** The programs that growth has to find. */
public final class BeyondPrograms {

  private BeyondPrograms() {}

  /** All of them, in the order of the table. */
  public static List<Program> all() {
    return List.of(
        new RegistryNeverCleaned(),
        new SelectWithTimer(),
        new TickerLoop(),
        new SleepLoop(),
        new PolledByLiveThread(),
        new SocketRead(),
        new SpinLock());
  }
}
