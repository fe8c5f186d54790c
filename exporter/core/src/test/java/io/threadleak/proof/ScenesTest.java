package io.threadleak.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ThreadKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaks and look-alikes in a JVM of their own, which dumps itself: each in its very tier. */
final class ScenesTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseSerialGC", "-XX:+UseParallelGC"})
  void scenes_ofPlatformThreads_areFoundInTheirTiersAndNoOthers(String flag) throws Exception {
    assertThat(told(ThreadKind.PLATFORM, flag)).containsExactly("done");
  }

  @ParameterizedTest
  @EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "no stacks of virtual threads in dumps")
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseZGC"})
  void scenes_ofVirtualThreads_areFoundInTheirTiersAndNoOthers(String flag) throws Exception {
    assertThat(told(ThreadKind.VIRTUAL, flag)).containsExactly("done");
  }

  private List<String> told(ThreadKind kind, String flag) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(flag);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(ScenesProgram.class.getName());
    command.add(kind.name());
    command.add(directory.resolve("scenes.hprof").toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().filter(line -> !line.startsWith("#")).toList();
  }
}
