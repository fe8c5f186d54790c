package io.threadleak.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Places of the project, and what stands in them. */
final class Project {

  private Project() {}

  /** The directory that holds the parent POM. */
  static Path root() {
    Path start = Path.of("").toAbsolutePath();
    return Stream.iterate(start, directory -> directory != null, Path::getParent)
        .filter(directory -> Files.isRegularFile(directory.resolve(".mvn/jvm.config")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no project root above " + start));
  }

  /** A place under {@code deploy/}. */
  static Path deploy(String place) {
    return root().resolve("deploy").resolve(place);
  }

  /** The files of alert rules, sorted. */
  static List<Path> alertRules() {
    return files("alert-rules", ".yml");
  }

  /** The dashboards, sorted. */
  static List<Path> dashboards() {
    return files("grafana-dashboards", ".json");
  }

  /** The text of a file. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's name without what comes after the dot. */
  static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
  }

  private static List<Path> files(String directory, String ending) {
    try (Stream<Path> files = Files.list(root().resolve(directory))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
