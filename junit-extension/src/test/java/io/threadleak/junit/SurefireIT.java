package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A build by Maven of a project whose tests leak, offline, with what the present build uses. */
final class SurefireIT {

  private static final Path PROJECT = Path.of("src/test/resources/build");
  private static final Path PARENT = Path.of("../pom.xml");

  @Test
  @Timeout(300)
  void build_whoseTestsLeak_failsAndNamesTestAndLine(@TempDir Path folder) throws Exception {
    Path tests = Files.createDirectories(folder.resolve("src/test/java/com/acme"));
    Files.copy(PROJECT.resolve("OrderTest.java"), tests.resolve("OrderTest.java"));
    Files.writeString(folder.resolve("pom.xml"), pom());

    Program build = Program.run(folder, maven(folder));

    assertThat(build.exit()).as(build.output()).isOne();
    assertThat(build.output().replaceAll("(?m)^\\[ERROR] ", ""))
        .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
        .contains("BUILD FAILURE")
        .contains("1 thread leaked by this run\n")
        .contains(
            "started at com.acme.OrderTest.order_withoutReply_isCancelled(OrderTest.java:12):"
                + " \"reply-reader\"\n"
                + "  in com.acme.OrderTest.order_withoutReply_isCancelled()\n")
        .contains("    at com.acme.OrderTest.awaitReply(OrderTest.java:17)\n");
  }

  private static ProcessBuilder maven(Path folder) {
    List<String> command =
        new ArrayList<>(List.of("mvn", "-B", "-o", "-f", folder.resolve("pom.xml").toString()));
    String repository = System.getProperty("localRepository"); // as Surefire and Failsafe say
    if (repository != null) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    command.add("test");
    ProcessBuilder maven = new ProcessBuilder(command);
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    maven.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "MAVEN_OPTS"));
    return maven;
  }

  private static String pom() throws Exception {
    String parent = Files.readString(PARENT);
    return Files.readString(PROJECT.resolve("pom.xml"))
        .replace("@junit@", found("<junit.version>([^<]+)", parent))
        .replace("@resources@", version("maven-resources-plugin", parent))
        .replace("@compiler@", version("maven-compiler-plugin", parent))
        .replace("@surefire@", version("maven-surefire-plugin", parent))
        .replace("@core@", jar(Path.of("../exporter/core/target"), "threadleak-core"))
        .replace("@extension@", jar(Path.of("target"), "threadleak-junit-extension"));
  }

  private static String version(String plugin, String pom) {
    return found("<artifactId>" + plugin + "</artifactId>\\s*<version>([^<]+)", pom);
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return Objects.requireNonNull(matcher.group(1));
  }

  private static String jar(Path folder, String artifact) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().matches(artifact + "-[\\d.]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no jar of " + artifact + " in " + folder))
          .toRealPath()
          .toString();
    }
  }
}
