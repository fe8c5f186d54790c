package io.threadleak.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service as a process of its own, as its parent sees it. */
@Timeout(180)
final class DemoProcessTest {

  private static final String URL_LINE = "demo service: http://127\\.0\\.0\\.1:[0-9]+/";

  private Process process;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void service_afterItsSeconds_endsByItself() throws Exception {
    launch("--seconds", "2");

    assertThat(read(process.inputReader())).singleElement(STRING).matches(URL_LINE);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(read(process.errorReader()))
        .singleElement(STRING)
        .matches("demo service: [0-9]+ requests sent, [0-9]+ answered, 0 failed in 2 s");
  }

  @Test
  void service_terminated_endsAtOnceAndQuietly() throws Exception {
    launch();
    assertThat(process.inputReader().readLine()).matches(URL_LINE);

    // Process.destroy() would close the streams as well.
    assertThat(process.toHandle().destroy()).isTrue();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("128 + SIGTERM").isEqualTo(143);
    assertThat(read(process.errorReader())).isEmpty();
  }

  @Test
  void service_withABadCommandLine_exitsWith2() throws Exception {
    launch("--rate", "many");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(process.errorReader().readLine())
        .isEqualTo("demo service: --rate is 'many'; give a whole number from 1 to 200");
  }

  private void launch(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "classes").toString(),
                DemoService.class.getName()));
    command.addAll(List.of(options));
    process = new ProcessBuilder(command).start();
  }

  private static List<String> read(BufferedReader lines) {
    return lines.lines().toList();
  }
}
