package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.CodeNames;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that has run, in a process of its own.
 *
 * @param exit its exit code
 * @param output what it wrote, errors included
 */
record Program(int exit, String output) {

  private static final long PATIENCE_SECONDS = 100;

  /** The {@code java} of the JDK that is tested. */
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /**
   * Runs it to its end.
   *
   * @param folder where its output is kept meanwhile
   */
  static Program run(Path folder, ProcessBuilder command) throws Exception {
    Path output = folder.resolve("output");
    Process process = command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Program(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  /** Class path of the extension, of what it needs, and of more behind them. */
  static String classPath(Stream<Path> more) throws Exception {
    Path core =
        Path.of(CodeNames.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Stream.concat(Stream.of(Path.of("target/classes"), core), more)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The jars in a folder. */
  static List<Path> jars(Path folder) throws Exception {
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.sorted().toList();
    }
  }
}
