package io.threadleak.corpus.program;

/** What a thread of a program does. */
@FunctionalInterface
public interface Task {

  /** Runs it; what it throws is a fault of the program, and fails its run. */
  void run() throws Exception;
}
