package io.threadleak.demo;

import java.util.List;

/** The threads of this JVM, by their names. */
final class LiveThreads {

  private LiveThreads() {}

  /** Those whose name starts so. */
  static List<Thread> named(String stem) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(stem))
        .toList();
  }
}
