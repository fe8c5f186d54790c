package io.threadleak.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.ThreadLeakMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TerminationHookTest {

  private static final String UP = "up";

  @TempDir private Path folder;

  @Test
  @Timeout(180)
  void term_hooksOfTheApplicationCloseTheKeeper_isABundleAllTheSame() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Closing.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo(UP);
      process.toHandle().destroy();

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("128 + SIGTERM").isEqualTo(143);
      assertThat(bundles()).singleElement().asString().contains("-term-");
    } finally {
      process.destroyForcibly();
    }
  }

  private List<Path> bundles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** An application that tidies up in hooks, any of which may run before the keeper's own. */
  static final class Closing {

    private static final int HOOKS = 20;

    private Closing() {}

    /** Keeps evidence in the given directory until it is told to end. */
    public static void main(String[] arguments) throws InterruptedException {
      ThreadLeakMonitor monitor =
          ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1)).start();
      EvidenceKeeper keeper = EvidenceKeeper.builder(Path.of(arguments[0])).start(monitor);
      for (int i = 0; i < HOOKS; i++) {
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      keeper.close();
                      monitor.close();
                    }));
      }
      System.out.println(UP);
      Thread.sleep(Duration.ofMinutes(3).toMillis());
    }
  }
}
