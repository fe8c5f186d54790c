package io.threadleak.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
final class OwnEvidenceTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ThreadLeakAutoConfiguration.class))
          // Whatever runs is past that share of the limit.
          .withPropertyValues("threadleak.interval=1s", "threadleak.evidence-limit=0.000001");

  @Test
  void evidence_pastTheShareOfTheLimit_isABundleForEachReader() {
    runner
        .withPropertyValues("threadleak.evidence=" + folder)
        .run(
            context -> {
              Awaitility.await().atMost(DEADLINE).until(() -> !bundles().isEmpty());

              assertThat(bundles()).hasSize(1);
              assertThat(bundles().get(0).getFileName().toString()).contains("-limit-");
              assertThat(bundles().get(0).resolve("report.json")).content().contains("\"sites\"");
              assertThat(bundles().get(0).resolve("page.html")).content().contains("\"history\"");
              assertThat(bundles().get(0).resolve("threads.txt"))
                  .content()
                  .contains("OwnEvidenceTest");
              assertThat(bundles().get(0))
                  .isDirectoryContaining("glob:**/{thread,threadcreate}.pb.gz")
                  .isDirectoryContaining("glob:**/summary.txt")
                  .isDirectoryContaining("glob:**/manifest.json");
            });
  }

  @Test
  void evidence_notAskedFor_isNotKept() {
    runner.run(context -> assertThat(settled(context.getBean(ThreadLeakWatch.class))).isNull());
  }

  @Test
  void evidence_reasonThatIsNot_isOffAndTheWatchGoesOn(CapturedOutput output) {
    runner
        .withPropertyValues(
            "threadleak.evidence=" + folder, "threadleak.evidence-on=leaking;exhausted,full-moon")
        .run(
            context -> {
              assertThat(settled(context.getBean(ThreadLeakWatch.class))).isNull();
              assertThat(output).contains("evidence-on has \"full-moon\"", "takes any of leaking");
            });
  }

  @Test
  void evidence_reasonsAsTheAgentTakesThem_areTaken(CapturedOutput output) {
    runner
        .withPropertyValues(
            "threadleak.evidence=" + folder, "threadleak.evidence-on=leaking;exhausted;term")
        .run(
            context -> {
              assertThat(settled(context.getBean(ThreadLeakWatch.class))).isNotNull();
              assertThat(output).contains("Evidence is kept in " + folder);
              assertThat(bundles()).isEmpty();
            });
  }

  /** What became of the evidence by the fifth round, where any is kept. */
  private static Object settled(ThreadLeakWatch watch) {
    Awaitility.await()
        .atMost(DEADLINE)
        .until(() -> watch.report().filter(report -> report.self().rounds() > 4).isPresent());
    return watch.report().orElseThrow().self().evidence();
  }

  private List<Path> bundles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.toString().endsWith(".part")).toList();
    }
  }
}
