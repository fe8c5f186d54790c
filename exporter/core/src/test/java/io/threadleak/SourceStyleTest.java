package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the whole project keeps to and no compiler checks: sizes of files and names of types. */
final class SourceStyleTest {

  private static final int MOST_LINES = 400;

  private static final String PRODUCTION = "src/main/java/";

  /** Every module's one parent, which cannot include a file; with a profile to publish by. */
  private static final String PARENT_POM = "pom.xml";

  private static final int MOST_LINES_OF_PARENT_POM = 600;

  /** Written by npm, a paragraph for each platform that a tool is built for. */
  private static final String LOCK_FILE = "package-lock.json";

  private static final Set<String> SKIPPED_DIRECTORIES =
      Set.of("target", ".git", ".idea", ".vscode", ".settings", "node_modules");

  private static final Pattern REFUSED =
      Pattern.compile(
          "\\w*(Manager|Helper|Utils?|Processor|Data|Impl)|Abstract\\w*Base|I[A-Z][a-z]\\w*");

  private static final Pattern TYPE =
      Pattern.compile("(?m)^\\s*(?:[\\w@-]+ )*(?:class|interface|record|enum) (\\w+)");

  private static List<Path> files = List.of();

  @BeforeAll
  static void listFiles() throws IOException {
    files = filesUnder(projectRoot());
  }

  @Test
  void file_anyInTheProject_hasAtMost400Lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : files) {
      long lines = lines(file);
      String name = projectRoot().relativize(file).toString();
      if (lines > (name.equals(PARENT_POM) ? MOST_LINES_OF_PARENT_POM : MOST_LINES)) {
        tooLong.add(name + ": " + lines);
      }
    }
    assertThat(tooLong).as("files of more than %s lines", MOST_LINES).isEmpty();
  }

  @Test
  void type_anyInTheProject_hasNoRefusedName() throws IOException {
    List<String> refused = new ArrayList<>();
    for (Path file : files) {
      if (file.toString().endsWith(".java")) {
        TYPE.matcher(Files.readString(file))
            .results()
            .map(match -> match.group(1))
            .filter(name -> REFUSED.matcher(name).matches())
            .forEach(name -> refused.add(projectRoot().relativize(file) + ": " + name));
      }
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void productionPackage_anyInTheProject_isNullMarked() throws IOException {
    Set<String> marked = new HashSet<>();
    Set<String> used = new HashSet<>();
    for (Path file : files) {
      if (file.toString().contains(PRODUCTION) && file.toString().endsWith(".java")) {
        String place = file.getParent().toString().replaceFirst(".*" + PRODUCTION, "");
        used.add(place);
        if (file.endsWith("package-info.java") && Files.readString(file).contains("@NullMarked")) {
          marked.add(place);
        }
      }
    }
    assertThat(used).isNotEmpty().isSubsetOf(marked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SiteManager", "HttpUtils", "ThreadData", "MonitorImpl", "AbstractSiteBase"})
  void refusedNames_knownOffender_isMatched(String name) {
    assertThat(name).matches(REFUSED);
    assertThat(TYPE.matcher("public final class " + name + " {").results()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Interval", "IdleThreads", "DataPoint", "ThreadLedger"})
  void refusedNames_ordinaryName_isNotMatched(String name) {
    assertThat(name).doesNotMatch(REFUSED);
  }

  private static Path projectRoot() {
    Path start = Path.of("").toAbsolutePath();
    return Stream.iterate(start, dir -> dir != null, Path::getParent)
        .filter(dir -> Files.isRegularFile(dir.resolve(".mvn/jvm.config")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no project root above " + start));
  }

  private static List<Path> filesUnder(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return SKIPPED_DIRECTORIES.contains(dir.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !file.endsWith(".git") && !file.endsWith(LOCK_FILE)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return List.copyOf(found);
  }

  /** Line ends in a file of any kind; ISO-8859-1, because it reads every byte. */
  private static long lines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.count();
    }
  }
}
