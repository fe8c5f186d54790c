package io.threadleak.junit.suite;

import org.junit.jupiter.api.Test;

/** A test that leaks and is not watched: no other may be blamed for it. */
public final class Unwatched {

  @Test
  void thread_ofNobodysConcern() {
    Thread thread = new Thread(Stopper::awaitEnd, "unwatched");
    thread.setDaemon(true);
    thread.start();
  }
}
