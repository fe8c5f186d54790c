package io.threadleak.junit.suite;

import io.threadleak.junit.NoThreadLeaks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A class that leaks outside of its tests. */
@NoThreadLeaks
public final class LeakingClass {

  @BeforeAll
  static void startForAll() {
    Thread thread = new Thread(Stopper::awaitEnd, "for-all");
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void test_thatStartsNothing() {}
}
