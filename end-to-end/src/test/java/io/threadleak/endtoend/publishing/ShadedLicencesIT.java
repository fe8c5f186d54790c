package io.threadleak.endtoend.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each library that one of our jars has inside is named in it, with its licence's text. */
final class ShadedLicencesIT {

  private static final String THIRD_PARTY = "META-INF/THIRD-PARTY";

  private static final Pattern LIBRARY = Pattern.compile("(?m)^([a-z][\\w.-]+:[\\w.-]+) ");

  private static final Pattern RESOLVED = Pattern.compile("(?m)^ +([\\w.-]+:[\\w.-]+):jar:");

  private static final Pattern LICENCE_TEXT = Pattern.compile("META-INF/[\\w./-]+(?=\\n)");

  @Test
  void agentsJar_itsThirdParties_areTheLibrariesThatAreShaded() throws Exception {
    String resolved =
        Files.readString(Project.root().resolve("agent/target/shaded-artifacts"))
            .replaceAll("\u001B\\[[;\\d]*m", "");
    Set<String> libraries = matches(RESOLVED, resolved);
    libraries.removeIf(name -> name.startsWith("io.threadleak:"));

    assertThat(libraries).hasSizeGreaterThan(10);
    assertThat(matches(LIBRARY, thirdParties(Project.agentJar()))).isEqualTo(libraries);
  }

  @Test
  void startersJar_itsThirdParties_areTheLibrariesThatAreShaded() throws Exception {
    List<Pattern> includes =
        Pom.of("spring-boot-starter")
            .shadedIncludes()
            .filter(include -> !include.startsWith("io.threadleak:"))
            .map(include -> Pattern.compile(include.replace(".", "\\.").replace("*", ".*")))
            .toList();
    Set<String> libraries = matches(LIBRARY, thirdParties(startersJar()));

    assertThat(includes).isNotEmpty();
    assertThat(libraries)
        .allSatisfy(library -> assertThat(includes).anyMatch(include -> fits(include, library)));
    assertThat(includes)
        .allSatisfy(include -> assertThat(libraries).anyMatch(library -> fits(include, library)));
  }

  @ParameterizedTest
  @MethodSource("jars")
  void shadedJar_everyTextThatItsThirdPartiesName_isInside(Path file) throws IOException {
    Set<String> texts =
        LICENCE_TEXT
            .matcher(thirdParties(file))
            .results()
            .map(match -> match.group())
            .collect(Collectors.toCollection(TreeSet::new));
    try (JarFile jar = new JarFile(file.toFile())) {
      assertThat(texts)
          .hasSizeGreaterThan(3)
          .allSatisfy(text -> assertThat(jar.getJarEntry(text)).as(text).isNotNull());
    }
  }

  static Stream<Path> jars() throws IOException {
    return Stream.of(Project.agentJar(), startersJar());
  }

  private static boolean fits(Pattern include, String library) {
    return include.matcher(library).matches();
  }

  private static Path startersJar() throws IOException {
    try (Stream<Path> files = Files.list(Project.root().resolve("spring-boot-starter/target"))) {
      return files
          .filter(
              file -> file.toString().matches(".*/threadleak-[a-z-]+-[\\d.]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no jar of the starter: run mvn package"));
    }
  }

  private static String thirdParties(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      byte[] bytes = jar.getInputStream(jar.getJarEntry(THIRD_PARTY)).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
