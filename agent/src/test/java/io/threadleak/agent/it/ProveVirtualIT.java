package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ProofStatus;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.ThreadKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The agent proves virtual threads from a dump, while others wake each other all the time. */
@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "the application is written in Java 25")
class ProveVirtualIT {

  private static final String LEAK = "com.acme.virtual.LeakedInChurn.leak(LeakedInChurn.java:";
  private static final int PROOFS = 3;

  @TempDir private Path folder;

  @Test
  void prove_virtualThreadsInChurn_findsTheLeakedAndNoLiveOneEachTime() throws Exception {
    String agent = "-javaagent:" + ChildJvm.JAR + "=port=0,interval=1s,proofDirectory=" + folder;
    try (ChildJvm host = VirtualProgram.start(List.of(agent), "", "LeakedInChurn")) {
      String url = host.awaitLine("agent ");
      for (int proof = 0; proof < PROOFS; proof++) {
        ProofReport report = prove(url);

        assertThat(report.engine()).isEqualTo(Engine.HEAP_DUMP);
        assertThat(report.groups()).hasSize(1);
        ProvenGroup leaked = report.groups().get(0);
        assertThat(leaked.tier()).isEqualTo(ProofTier.PROVED);
        assertThat(leaked.threads()).isEqualTo(200);
        assertThat(leaked.site().kind()).isEqualTo(ThreadKind.VIRTUAL);
        assertThat(leaked.site().label()).startsWith(LEAK);
        assertThat(ProofFiles.in(folder)).isEmpty();
      }
    }
  }

  private static ProofReport prove(String url) throws Exception {
    ProofCalls.proof("POST", url);
    ProofStatus status =
        await("the end of the proof")
            .atMost(ChildJvm.DEADLINE)
            .until(() -> ProofCalls.proof("GET", url), seen -> !seen.running());
    assertThat(status.refusal()).isNull();
    assertThat(status.proof()).isNotNull();
    return status.proof();
  }
}
