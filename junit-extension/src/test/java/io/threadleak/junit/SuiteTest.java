package io.threadleak.junit;

import io.threadleak.junit.suite.Stopper;
import io.threadleak.junit.suite.SuiteMain;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The suite without the agent: every leak of a platform thread is found, by JFR. */
final class SuiteTest {

  /** The blind spot: no virtual thread is seen. */
  private static final Set<String> UNSEEN = Set.of("Leaking.virtual_thatWaitsForEver");

  @AfterAll
  static void stop() throws Exception {
    Stopper.stop();
  }

  @Test
  void suite_inParallelWithoutAgent_failsWhereItLeaksAndOnlyThere() throws Exception {
    Goldens.compare(SuiteMain.run(), UNSEEN);
  }
}
