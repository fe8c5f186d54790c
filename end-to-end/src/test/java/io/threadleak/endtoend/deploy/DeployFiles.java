package io.threadleak.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What stands in {@code deploy/}, and how the programs are run that read it. */
final class DeployFiles {

  private DeployFiles() {}

  /** A place under {@code deploy/}. */
  static Path at(String place) {
    return Project.root().resolve("deploy").resolve(place);
  }

  /** The text of a file under {@code deploy/}. */
  static String text(String place) {
    try {
      return Files.readString(at(place));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text in which a part that must be there is replaced. */
  static String replaced(String text, String part, String by) {
    assertThat(text).contains(part);
    return text.replace(part, by);
  }

  /** Copies the files of a directory, without its directories. */
  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Runs a program to its end, which must be a good one; all that it prints. */
  static String run(String... command) {
    try (ExternalProcess process = ExternalProcess.start("check", List.of(command))) {
      assertThat(process.awaitExit(ExternalProcess.DEADLINE)).as(process.output()).isZero();
      return process.stdout() + process.stderr();
    }
  }

  /** YAML whose root is a map. */
  @SuppressWarnings("unchecked") // the keys of these files are strings throughout
  static Map<String, Object> yaml(String text) {
    return (Map<String, Object>)
        new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(text);
  }

  /** The value at a path of keys, {@code services.demo.image}. */
  static Object value(Map<String, Object> yaml, String path) {
    Object value = yaml;
    for (String key : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    assertThat(value).as(path).isNotNull();
    return value;
  }
}
