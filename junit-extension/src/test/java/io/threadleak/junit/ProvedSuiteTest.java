package io.threadleak.junit;

import io.threadleak.junit.suite.Proved;
import io.threadleak.junit.suite.SuiteMain;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What messages say where proofs are asked for, without the agent. */
final class ProvedSuiteTest {

  @AfterAll
  static void stop() {
    Proved.stop();
  }

  @Test
  void suite_thatIsProved_tellsSlowFromForgotten() throws Exception {
    Goldens.compare(
        "proofs",
        SuiteMain.run(List.of(Proved.class), Map.of()),
        Set.of("Proved.virtual_thatWasForgotten"));
  }
}
