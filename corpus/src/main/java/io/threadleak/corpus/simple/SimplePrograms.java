package io.threadleak.corpus.simple;

import io.threadleak.corpus.program.Program;
import java.util.List;

/** The programs of one primitive each. */
public final class SimplePrograms {

  private SimplePrograms() {}

  /** All of them, in the order of the table. */
  public static List<Program> all() {
    return List.of(
        new NilRecv(),
        new NilSend(),
        new SelectNoCases(),
        new SelectNoCasesMain(),
        new ChanRecv(),
        new ChanSend(),
        new Select(),
        new WaitGroup(),
        new MutexStack(),
        new MutexHeap(),
        new Cond(),
        new RWMutexRLock(),
        new RWMutexLock(),
        new Mixed(),
        new NoLeakGlobal(),
        new SpawnGC(),
        new DaisyChain());
  }
}
