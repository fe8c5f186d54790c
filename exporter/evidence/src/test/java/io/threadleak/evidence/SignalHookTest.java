package io.threadleak.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalHookTest {

  @TempDir Path folder;

  @Test
  void install_signalIsFree_asksWhenItComes() throws Exception {
    AtomicInteger asked = new AtomicInteger();

    assertThat(SignalHook.install(List.of("URG"), asked::incrementAndGet)).isEqualTo("URG");
    new ProcessBuilder("kill", "-URG", Long.toString(ProcessHandle.current().pid()))
        .start()
        .waitFor();

    await().atMost(Duration.ofSeconds(60)).until(() -> asked.get() == 1);
    assertThat(SignalHook.install(List.of("URG"), () -> {})).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"USR2", "SEGV", "TERM", "KILL", "NONESUCH"})
  void install_jvmUsesItOrThereIsNone_isLeftAlone(String name) {
    assertThat(SignalHook.install(List.of(name), () -> {})).isNull();
  }

  @Test
  void install_systemTellsNothing_putsBackWhatWasThere() {
    Path nothing = folder.resolve("nothing");

    assertThat(SignalHook.install(List.of("USR2", "TERM"), () -> {}, nothing)).isNull();
  }

  @Test
  void install_firstIsCaught_takesTheNext() throws Exception {
    Path status =
        Files.writeString(folder.resolve("status"), "Name:\tx\nSigCgt:\t0000000000020000\n");

    // Bit 17 is signal 18, SIGCONT.
    assertThat(SignalHook.install(List.of("CONT", "IO"), () -> {}, status)).isEqualTo("IO");
  }
}
