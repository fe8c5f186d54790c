package io.threadleak.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.CreationSite;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.SampleReports;
import io.threadleak.model.ThreadKind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProofTextTest {

  @Test
  void of_threadsWithNames_namesSomeAndCountsTheOthers() {
    assertThat(textOf(7, List.of("worker-1", "worker-2")))
        .containsPattern("named +worker-1, worker-2 and 5 more\n");
    assertThat(textOf(1, List.of("worker-1"))).containsPattern("named +worker-1\n");
  }

  @Test
  void of_threadsWithoutNames_saysNothingOfNames() {
    assertThat(textOf(50, List.of())).doesNotContain("named");
    assertThat(textOf(50, List.of("", ""))).doesNotContain("named");
  }

  private static String textOf(int threads, List<String> names) {
    CreationSite site = CreationSite.other(ThreadKind.VIRTUAL);
    ProvenGroup sample = SampleReports.group(ProofTier.PROVED, site, threads);
    ProvenGroup group =
        new ProvenGroup(
            sample.tier(),
            sample.site(),
            sample.threads(),
            sample.threadIds(),
            names,
            sample.frames(),
            sample.waitsFor(),
            sample.why(),
            sample.heldBy(),
            sample.retainedBytes(),
            sample.waitingSince());
    return ProofText.of(SampleReports.proof(group));
  }
}
