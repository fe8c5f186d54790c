package io.threadleak.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of the project's own documents, and what a broken one is told. */
final class SiteTest {

  private static final Path PROJECT = Path.of("..");

  private static final Pattern LOADED = Pattern.compile("<(?:link|script|img|iframe)[^>]*>");

  private static final Pattern LOCAL =
      Pattern.compile("(?:href|src)=\"(?![a-z]+:)([^\"#]*)(?:#([^\"]*))?\"");

  @TempDir Path out;

  @Test
  void documents_everyLinkAndAnchor_leadsSomewhere() throws IOException {
    assertThat(new Site(PROJECT).brokenLinks()).isEmpty();
  }

  @Test
  void index_everyDocument_isNamed() throws IOException {
    assertThat(new Site(PROJECT).documentsOutsideOfTheIndex()).isEmpty();
  }

  @Test
  void site_everyLinkOfEveryPage_leadsToAFileOfIt() throws IOException {
    new Site(PROJECT).write(out);
    List<Path> pages = pages();
    assertThat(pages).hasSizeGreaterThan(40);
    for (Path page : pages) {
      assertThat(LOCAL.matcher(Files.readString(page)).results().map(link -> link.group(1)))
          .as(page.toString())
          .filteredOn(target -> !target.isEmpty())
          .allSatisfy(target -> assertThat(page.resolveSibling(target)).exists());
    }
  }

  @Test
  void site_everyPage_loadsNothingButItsOwnStyle() throws IOException {
    new Site(PROJECT).write(out);
    for (Path page : pages()) {
      assertThat(LOADED.matcher(Files.readString(page)).results().map(tag -> tag.group()))
          .as(page.toString())
          .allMatch(tag -> tag.matches("<link rel=\"stylesheet\" href=\"(\\.\\./)*style.css\">"));
    }
    assertThat(out.resolve("style.css")).content().doesNotContain("url(", "@import");
  }

  @Test
  void site_everyDocument_canBeReadByPhoneKeyboardAndScreenReader() throws IOException {
    new Site(PROJECT).write(out);
    assertThat(out.resolve("docs/tutorial.html"))
        .content()
        .contains(
            "<html lang=\"en\">",
            "name=\"viewport\"",
            "<a class=\"skip\" href=\"#text\">",
            "<main id=\"text\">",
            "<pre tabindex=\"0\">",
            "<h2 id=\"8-the-fix\">",
            "<a rel=\"prev\" href=\"../docs/index.html\">",
            "rel=\"next\"",
            "<a href=\"../docs/tutorial.html\" aria-current=\"page\">");
  }

  @Test
  void links_fileOrHeadingThatIsNotThere_areNamed() throws IOException {
    Files.createDirectories(out.resolve("docs/runbooks"));
    Files.writeString(
        out.resolve("docs/index.md"),
        "# One\n\n## Two `a.b`\n\n[x](gone.md) [y](#two-ab) [z](#three) [w](http://127.0.0.1/)\n");
    assertThat(new Site(out).brokenLinks())
        .containsExactly(
            "docs/index.md: no file for gone.md", "docs/index.md: no heading for #three");
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files.filter(file -> file.toString().endsWith(".html")).toList();
    }
  }
}
