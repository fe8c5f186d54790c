package io.threadleak.endtoend.contract;

import io.threadleak.endtoend.fixture.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to do when an alert fires: one Markdown file per alert.
 *
 * @param sections the text under each heading
 */
record Runbook(String title, List<String> headings, List<String> sections) {

  private static final String BASE =
      "https://github.com/threadleak/threadleak/blob/main/docs/runbooks/";
  private static final Path DOCS = Project.root().resolve("docs");
  private static final Path DIRECTORY = DOCS.resolve("runbooks");

  /** Where the alert of this name points. */
  static String url(String alert) {
    return BASE + alert + ".md";
  }

  /** The runbook of an alert; fails where there is none. */
  static Runbook of(String alert) {
    List<String> parts =
        Arrays.asList(read(DIRECTORY.resolve(alert + ".md")).split("(?m)^## ", -1));
    List<String> headings = new ArrayList<>();
    List<String> sections = new ArrayList<>();
    for (String part : parts.subList(1, parts.size())) {
      int end = part.indexOf('\n');
      headings.add(part.substring(0, end));
      sections.add(part.substring(end));
    }
    return new Runbook(parts.get(0).replaceFirst("^# ", "").strip(), headings, sections);
  }

  /** Names of all runbooks, without their ending. */
  static List<String> names() {
    return files(DIRECTORY).stream()
        .map(file -> file.getFileName().toString().replaceFirst("\\.md$", ""))
        .toList();
  }

  /** The text of {@code docs/alerts.md}. */
  static String alertsPage() {
    return read(DOCS.resolve("alerts.md"));
  }

  /** The texts of all runbooks and of {@code docs/alerts.md}. */
  static List<String> docs() {
    return Stream.concat(files(DIRECTORY).stream().map(Runbook::read), Stream.of(alertsPage()))
        .toList();
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
