package io.threadleak.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.Project;
import io.threadleak.exposition.Metric;
import io.threadleak.exposition.MetricCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The documents name nothing that is not there. */
final class DocumentsTest {

  /** {@code [words](target)} without an address of the web or a place in the same page. */
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)[^)]*\\)");

  private static final Pattern METRIC = Pattern.compile("(?<![:\\w])threadleak_[a-z_]+\\b(?!:)");

  private static final Pattern SCRIPT = Pattern.compile("(?m)^\\$ \\./(\\S+)");

  private static final Pattern SERIES_SUFFIX = Pattern.compile("_(total|info)$");

  @TestFactory
  Stream<DynamicTest> document_everyLink_leadsToAFile() throws IOException {
    return documents().stream()
        .map(
            document ->
                DynamicTest.dynamicTest(
                    nameOf(document), () -> assertThat(brokenLinks(document)).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> document_everyMetric_isInTheCatalogue() throws IOException {
    List<String> known =
        MetricCatalogue.metrics().stream()
            .map(Metric::name)
            .flatMap(name -> Stream.of(name, SERIES_SUFFIX.matcher(name).replaceAll("")))
            .toList();
    return documents().stream()
        .map(
            document ->
                DynamicTest.dynamicTest(
                    nameOf(document),
                    () -> assertThat(matches(METRIC, document, 0)).isSubsetOf(known)));
  }

  @Test
  void readme_everyCommandOfTheProject_isExecutable() throws IOException {
    List<String> scripts = matches(SCRIPT, Project.root().resolve("README.md"), 1);
    assertThat(scripts).contains("demo", "verify");
    assertThat(scripts)
        .allSatisfy(script -> assertThat(Project.root().resolve(script)).isExecutable());
  }

  @Test
  void readme_everyArtifact_isAModule() throws IOException {
    List<String> named =
        matches(Pattern.compile("`(threadleak-[a-z]+)`"), Project.root().resolve("README.md"), 1);
    String bom = Files.readString(Project.root().resolve("bom/pom.xml"));
    assertThat(named).hasSizeGreaterThan(3);
    assertThat(named).allSatisfy(name -> assertThat(bom).contains("<artifactId>" + name + "<"));
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String place : List.of("", "docs", "docs/runbooks")) {
      try (Stream<Path> files = Files.list(Project.root().resolve(place))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    return documents;
  }

  private static List<String> brokenLinks(Path document) throws IOException {
    return matches(LINK, document, 1).stream()
        .filter(target -> !Files.exists(document.resolveSibling(target.strip())))
        .toList();
  }

  private static List<String> matches(Pattern pattern, Path document, int group)
      throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(document));
    return matcher.results().map(match -> match.group(group)).distinct().toList();
  }

  private static String nameOf(Path document) {
    return Project.root().relativize(document).toString();
  }
}
