package io.threadleak.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.docs.Tutorial.Block;
import io.threadleak.docs.Tutorial.Command;
import io.threadleak.docs.Tutorial.Shown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as shown, what is taken for a command, and that a wrong tutorial fails. */
final class TutorialTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "143 threads in 63 s, 7 threads in 1.2 min",
    "Shop.order(Shop.java:27), Shop.order(Shop.java:27)",
    "site_id=\"925c1dfd\"} 4.0, site_id=\"0a1b2c3d\"} 17.0",
    "first ... last, first last",
    "first ... last, first and more last",
    "LIVE   BOUND, LIVE BOUND"
  })
  void shown_whatMayDiffer_fits(String shown, String printed) {
    assertThat(new Shown(shown).fits(printed)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Shop.order(Shop.java:27), Shop.order(Shop.java:28)",
    "Shop.order:27, Shop.order:26",
    "nothing leaks, 1 site leaks",
    "143 threads, many threads",
    "63 s, 63 orders",
    "first last, first and last",
    "'', anything",
    "anything, ''"
  })
  void shown_somethingElse_doesNotFit(String shown, String printed) {
    assertThat(new Shown(shown).fits(printed)).isFalse();
  }

  @Test
  void block_commandsWithMoreLinesAndOutput_areKeptApart() {
    List<Block> blocks =
        Block.read("text\n<!-- needs go -->\n```console\n$ a\n> b\nc\nd\n$ e\n```\n");
    assertThat(blocks).extracting(Block::note).containsExactly("needs go");
    assertThat(blocks.get(0).commands())
        .containsExactly(new Command("a\nb", "c\nd\n"), new Command("e", ""));
  }

  @Test
  void run_commandsThatPrintWhatIsShown_passesInOneShell() throws Exception {
    assertThat(run("$ there=here; cd /\n$ echo $there in $PWD\nhere in /\n"))
        .contains("2 commands in ", "all as shown");
  }

  @Test
  void run_commandThatPrintsSomethingElse_fails() throws Exception {
    assertThat(run("$ echo right\nwrong\n")).contains("FAILED: it printed something else");
  }

  @Test
  void run_commandThatPrintsWhatIsNotShown_fails() throws Exception {
    assertThat(run("$ echo more\n")).contains("FAILED: it printed something else");
  }

  @Test
  void run_commandThatFails_fails() throws Exception {
    assertThat(run("$ false\n$ echo never\n"))
        .contains("FAILED with exit 1")
        .doesNotContain("never");
  }

  @Test
  void run_partOfAFileThatIsNotInIt_fails() throws Exception {
    Files.createDirectory(folder.resolve("tutorial"));
    Files.writeString(folder.resolve("tutorial/Shop.java"), "int right;\n");
    Path file = folder.resolve("tutorial.md");
    Files.writeString(file, "<!-- file Shop.java -->\n```java\nint wrong;\n```\n");
    assertThat(run(file)).contains("has no such part");
  }

  @Test
  void run_partForWhichAProgramIsMissing_isLeftOut() throws Exception {
    Path file = folder.resolve("tutorial.md");
    Files.writeString(file, "<!-- needs no-such-program -->\n```console\n$ false\n```\n");
    assertThat(run(file)).contains("no-such-program is not on the PATH", "0 commands in ");
  }

  private String run(String console) throws IOException, InterruptedException {
    Path file = folder.resolve("tutorial.md");
    Files.writeString(file, "# Title\n\n```console\n" + console + "```\n");
    return run(file);
  }

  private static String run(Path file) throws IOException, InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream progress = new PrintStream(printed, true, StandardCharsets.UTF_8);
    boolean passed = new Tutorial(false, false, progress).run(file);
    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(text.contains("FAILED")).isNotEqualTo(passed);
    return text;
  }
}
