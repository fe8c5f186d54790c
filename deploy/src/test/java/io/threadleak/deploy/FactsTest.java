package io.threadleak.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files say of the project is so: its version, and how many series an agent exposes. */
final class FactsTest {

  private static final Pattern PROJECT =
      Pattern.compile("<artifactId>threadleak-parent</artifactId>\\s*<version>([^<]+)</version>");
  private static final Pattern SERIES =
      Pattern.compile("At most (\\d+) × N \\+ (\\d+) series a JVM.*?: ([\\d,]+) with the default");
  private static final Pattern IMAGE = Pattern.compile("image: threadleak-agent:(\\S+)");

  @ParameterizedTest
  @ValueSource(strings = {"threadleak", "threadleak-agent"})
  void chart_versions_areTheProjects(String chart) {
    Map<String, Object> yaml =
        Yaml.map(Project.text(Project.deploy("helm").resolve(chart).resolve("Chart.yaml")));
    assertThat(yaml).containsEntry("appVersion", version());
    assertThat(yaml).containsEntry("version", version().replace("-SNAPSHOT", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubernetes/agent-patch.yaml", "helm/threadleak-agent/values.yaml"})
  void image_tag_isTheProjectsVersion(String file) {
    assertThat(found(IMAGE, Project.text(Project.deploy(file)))).containsExactly(version());
  }

  @Test
  void document_chartsVersion_isTheProjects() {
    String document = Project.text(Project.root().resolve("docs/deploy.md"));
    assertThat(found(Pattern.compile("name: threadleak-agent, version: ([^,]+),"), document))
        .containsExactly(version().replace("-SNAPSHOT", ""));
  }

  /**
   * The formula and its value stand in docs/metrics.md, which another test holds to the catalogue.
   */
  @Test
  void seriesOfAnAgent_whereverTheyAreNamed_areThoseOfTheDocument() {
    Matcher most = SERIES.matcher(Project.text(Project.root().resolve("docs/metrics.md")));
    assertThat(most.find()).isTrue();
    String formula = most.group(1) + " * exportedSites + " + most.group(2);
    for (String file : List.of("prometheus/static.yml", "helm/threadleak/values.yaml")) {
      assertThat(Project.text(Project.deploy(file)).replaceAll("\\s*\\n\\s*# ", " "))
          .contains(formula)
          .contains(most.group(3));
    }
    assertThat(Project.text(Project.root().resolve("docs/deploy.md")))
        .contains(formula, "at most " + most.group(3) + " series");
    assertThat(Project.text(Project.deploy("prometheus/static.yml")))
        .contains("sample_limit: 5000");
    assertThat(Integer.parseInt(most.group(3).replace(",", ""))).isLessThan(5000);
  }

  private static String version() {
    return found(PROJECT, Project.text(Project.root().resolve("pom.xml"))).get(0);
  }

  private static List<String> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(match -> match.group(1)).toList();
  }
}
