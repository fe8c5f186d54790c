package io.threadleak.junit;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The suite on JUnit 6, in a JVM without JUnit 5 and without the agent. */
final class JUnit6IT {

  @Test
  @Timeout(300)
  void suite_onJUnit6_failsWhereItLeaksAndOnlyThere(@TempDir Path folder) throws Exception {
    Goldens.compare(new SuiteProcess(folder).run(), Set.of("Leaking.virtual_thatWaitsForEver"));
  }
}
