package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.CodeNames;
import io.threadleak.junit.suite.SuiteMain;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The suite on JUnit 6, in a JVM without JUnit 5 and without the agent. */
final class JUnit6IT {

  private static final Path JARS = Path.of("target/junit-6");

  @Test
  @Timeout(120)
  void suite_onJUnit6_failsWhereItLeaksAndOnlyThere(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                SuiteMain.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    Goldens.compare(failures(text), Set.of("Leaking.virtual_thatWaitsForEver"));
  }

  private static String classPath() throws Exception {
    Path core =
        Path.of(CodeNames.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> jars = Files.list(JARS)) {
      return Stream.concat(
              Stream.of(Path.of("target/classes"), Path.of("target/test-classes"), core), jars)
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static Map<String, String> failures(String output) {
    Map<String, String> failures = new LinkedHashMap<>();
    String[] parts = output.split("(?m)^" + SuiteMain.FAILURE, -1);
    for (int i = 1; i < parts.length; i++) {
      int end = parts[i].indexOf('\n');
      failures.put(parts[i].substring(0, end), parts[i].substring(end + 1));
    }
    return failures;
  }
}
