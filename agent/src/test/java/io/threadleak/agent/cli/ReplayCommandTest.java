package io.threadleak.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void replay_leak_exitsWith1AndSaysWhenAndWhy() throws IOException {
    Path file = SampleRecording.write(folder.resolve("orders.jsonl"), 0, 300);

    assertThat(run("replay", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("300 rounds, one every 10 s, from 2025-10-09T08:53:20Z on, 49 min in all\n")
        .contains("1 of 2 sites leaks\n\nleaking        299  " + SampleRecording.LEAK)
        .contains(" min into the recording")
        .contains(" threads a second (", " threads per 1,000 units of work (")
        .contains("    next: ")
        .contains("others: 1 ")
        .doesNotContain(SampleRecording.POOL);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void replay_json_isOneObjectWithEpochSeconds() throws IOException {
    Path file = SampleRecording.write(folder.resolve("orders.jsonl"), 0, 300);

    assertThat(run("replay", "--format", "json", file.toString())).isEqualTo(1);
    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .startsWith("{\"sites\":[{\"site\":\"" + SampleRecording.LEAK + "\",")
        .containsPattern("\"firstLeaking\":17600\\d{5},")
        .contains("\"firstLeaking\":null")
        .contains("\"rounds\":300,\"restarts\":0,\"from\":1760000000,\"to\":1760002990,")
        .endsWith("\"intervalSeconds\":10.0,\"warnings\":[]}");
  }

  @Test
  void replay_filesInAnyOrder_sayTheSameAsTheWhole() throws IOException {
    Path whole = SampleRecording.write(folder.resolve("orders.jsonl"), 0, 300);
    Path early = SampleRecording.write(folder.resolve("b.jsonl"), 0, 120);
    Path late = SampleRecording.write(folder.resolve("a.jsonl"), 120, 300);
    run("replay", "--format", "json", whole.toString());
    String expected = out.toString();
    out.getBuffer().setLength(0);

    run("replay", "--format", "json", late.toString(), gzip(early).toString());

    assertThat(out.toString()).isEqualTo(expected);
  }

  @Test
  void replay_siteThatDoesNotLeak_exitsWith0() throws IOException {
    Path file = SampleRecording.write(folder.resolve("orders.jsonl"), 0, 300);

    assertThat(run("replay", "--site", "Server", "--all", file.toString())).isZero();
    assertThat(out.toString())
        .contains("nothing leaks", SampleRecording.POOL)
        .doesNotContain(SampleRecording.LEAK);
  }

  @Test
  void replay_tornFile_warnsOnStderrAndGoesOn() throws IOException {
    Path file = SampleRecording.write(folder.resolve("orders.jsonl"), 0, 300);
    Files.writeString(file, Files.readString(file) + "{\"t\":176");

    assertThat(run("replay", "--format", "json", file.toString())).isEqualTo(1);
    String warning = file + ":302: the last line is torn and left out";
    assertThat(err.toString()).isEqualTo("threadleak: %s%n".formatted(warning));
    assertThat(out.toString()).contains("\"warnings\":[\"" + warning + "\"]");
  }

  @Test
  void replay_headerAlone_findsNothing() throws IOException {
    Path file = SampleRecording.write(folder.resolve("orders.jsonl"), 0, 0);

    assertThat(run("replay", file.toString())).isZero();
    assertThat(out.toString()).isEqualTo("no rounds\nnothing leaks\n");
  }

  @Test
  void replay_damagedFile_exitsWith2AndNamesTheLine() throws IOException {
    Path file = SampleRecording.write(folder.resolve("orders.jsonl"), 0, 300);
    Files.writeString(file, Files.readString(file).replace("\"live\":17,", "\"live\":\"x\","));

    assertThat(run("replay", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "threadleak: %s:19: site \"%s\": \"live\" must be a whole number from 0 to 2147483647, but is \"x\"%n"
                .formatted(file, SampleRecording.LEAK));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void replay_noFile_exitsWith2AndNamesIt() {
    Path file = folder.resolve("none.jsonl");

    assertThat(run("replay", file.toString())).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("threadleak: there is no file %s%n".formatted(file));
  }

  @Test
  void replay_directory_exitsWith2() {
    assertThat(run("replay", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("threadleak: cannot be read: ");
  }

  @Test
  void help_showsExamplesAndExitStatus() {
    assertThat(run("replay", "--help")).isZero();
    assertThat(out.toString())
        .contains("--site", "--all", "Examples:", "rotated files", "exits with 1 if a site leaks");
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private static Path gzip(Path file) throws IOException {
    Path packed = Path.of(file + ".gz");
    try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(file, to);
    }
    return packed;
  }
}
