package io.threadleak.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.SampleReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleWriterTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:15:00Z");

  @TempDir Path folder;
  private final Map<String, EvidencePart> parts = new LinkedHashMap<>();
  private EvidenceLimits limits = EvidenceLimits.DEFAULT;
  private Instant now = NOW;

  @Test
  void write_parts_areFilesOfTheirOwnerAlone() throws Exception {
    parts.put("report", (scene, bundle) -> bundle.add("report.json", out -> out.write('7')));

    Path bundle = writer().write(scene());

    assertThat(bundle).isEqualTo(folder.resolve("kept/threadleak-20261121T081500Z-exhausted-42"));
    assertThat(permissions(bundle)).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("kept"))).isEqualTo("rwx------");
    assertThat(names(bundle)).containsExactly("manifest.json", "report.json", "summary.txt");
    assertThat(bundle.resolve("report.json")).hasContent("7");
    assertThat(permissions(bundle.resolve("report.json"))).isEqualTo("rw-------");
    assertThat(bundle.resolve("manifest.json"))
        .content()
        .startsWith(
            """
            {
              "format": "threadleak-evidence",
              "version": 1,
              "trigger": "exhausted",
              "reason": "No \\"more\\"",
              "values": {
                "failedStarts": 3
              },
              "time": "2026-11-21T08:15:00Z",
              "writtenMillis": 0,
              "reportTime": "2026-01-02T03:04:05Z",
            """)
        .contains("\"name\": \"report.json\",\n      \"bytes\": 1\n")
        .endsWith("  \"failedParts\": {}\n}\n");
  }

  @Test
  void write_reportLeaks_summarySaysWhereAndWhatNext() throws Exception {
    Path bundle = writer().write(scene());

    assertThat(bundle.resolve("summary.txt"))
        .content()
        .startsWith("Why: No \"more\"\nWhen: 2026-11-21T08:15:00Z\n  failedStarts = 3\n")
        .contains("  1a2b3c4d  ")
        .contains("nobody looks");
  }

  @Test
  void write_onePartFails_othersAreWrittenAndManifestSaysSo() throws Exception {
    parts.put(
        "profiles",
        (scene, bundle) ->
            bundle.add(
                "thread.pb.gz",
                out -> {
                  out.write(new byte[100_000]);
                  throw new IllegalStateException("closed");
                }));
    parts.put("report", (scene, bundle) -> bundle.add("report.json", out -> out.write('7')));

    Path bundle = writer().write(scene());

    assertThat(names(bundle)).containsExactly("manifest.json", "report.json", "summary.txt");
    assertThat(bundle.resolve("manifest.json"))
        .content()
        .contains("\"profiles\": \"java.lang.IllegalStateException: closed\"");
  }

  @Test
  void write_writerIsInterrupted_isOnePartThatFails() throws Exception {
    parts.put(
        "slow",
        (scene, bundle) -> {
          Thread.currentThread().interrupt();
          bundle.add("slow.txt", out -> out.write('7'));
        });
    parts.put("report", (scene, bundle) -> bundle.add("report.json", out -> out.write('7')));

    Path bundle = writer().write(scene());

    assertThat(names(bundle)).containsExactly("manifest.json", "report.json", "summary.txt");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void write_partBeyondBound_isLeftOut() throws Exception {
    limits = limits.withTotalBytes(1 << 20);
    parts.put(
        "recording",
        (scene, bundle) -> bundle.add("a.jsonl", out -> out.write(new byte[(256 << 10) + 1])));

    Path bundle = writer().write(scene());

    assertThat(names(bundle)).containsExactly("manifest.json", "summary.txt");
    assertThat(bundle.resolve("manifest.json")).content().contains("beyond its bound");
  }

  @Test
  void write_nameLeadsOutOfTheFolder_isRefused() throws Exception {
    parts.put("bad", (scene, bundle) -> bundle.add("../bad", out -> out.write('7')));

    Path bundle = writer().write(scene());

    assertThat(names(bundle)).containsExactly("manifest.json", "summary.txt");
    assertThat(names(bundle.getParent())).hasSize(1);
  }

  @Test
  void write_directoryIsAFile_failsAndLeavesIt() throws Exception {
    Files.writeString(folder.resolve("kept"), "precious");

    assertThatThrownBy(() -> writer().write(scene())).isInstanceOf(IOException.class);

    assertThat(folder.resolve("kept")).hasContent("precious");
  }

  @Test
  void write_sameSecond_hasANameOfItsOwn() throws Exception {
    Path one = writer().write(scene());
    Path two = writer().write(scene());

    assertThat(two.getFileName().toString()).isEqualTo(one.getFileName() + "-2");
  }

  @Test
  void rehearse_anyTime_leavesNothing() throws Exception {
    List<String> done = new ArrayList<>();
    parts.put("report", (scene, bundle) -> bundle.add("report.json", out -> done.add("written")));

    writer().rehearse(scene());

    assertThat(done).containsExactly("written");
    assertThat(names(folder.resolve("kept"))).isEmpty();
  }

  @Test
  void write_leftoverOfADeadProcess_isRemovedOnceItIsOld() throws Exception {
    Path old = leftover("threadleak-20261121T070000Z-term-7.part", NOW.minusSeconds(601));
    Path young = leftover("threadleak-20261121T081400Z-term-8.part", NOW.minusSeconds(60));
    Path foreign = leftover("somebody-elses.part", NOW.minusSeconds(6_010));

    writer().write(scene());

    assertThat(old).doesNotExist();
    assertThat(young).isDirectory();
    assertThat(foreign).isDirectory();
  }

  @Test
  void clear_tooMany_dropsTheOldest() throws Exception {
    limits = limits.withBundles(2);
    List<Path> bundles = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      now = NOW.plusSeconds(i);
      bundles.add(writer().write(scene()));
    }

    assertThat(writer().clear()).isEqualTo(2);

    assertThat(bundles.get(0)).doesNotExist();
    assertThat(bundles.get(1)).doesNotExist();
    assertThat(bundles.get(2)).isDirectory();
    assertThat(bundles.get(3)).isDirectory();
  }

  @Test
  void clear_tooLarge_dropsTheOldestButNeverTheLast() throws Exception {
    limits = limits.withTotalBytes(1 << 20);
    parts.put(
        "recording",
        (scene, bundle) -> bundle.add("a.jsonl", out -> out.write(new byte[200 << 10])));
    List<Path> bundles = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      now = NOW.plusSeconds(i);
      bundles.add(writer().write(scene()));
    }

    assertThat(writer().clear()).isEqualTo(2);

    assertThat(bundles.get(1)).doesNotExist();
    assertThat(bundles.get(2)).isDirectory();
  }

  private Path leftover(String name, Instant written) throws IOException {
    Path part = Files.createDirectories(folder.resolve("kept").resolve(name));
    Files.writeString(part.resolve("report.json"), "torn");
    return Files.setLastModifiedTime(part, FileTime.from(written));
  }

  private BundleWriter writer() {
    return new BundleWriter(
        new EvidenceDirectory(folder.resolve("kept"), 42),
        limits,
        parts,
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Scene scene() {
    return new Scene(
        new Firing(Trigger.EXHAUSTED, "No \"more\"", Map.of("failedStarts", 3), NOW),
        SampleReports.typical(),
        () -> {
          throw new IllegalStateException("nobody looks");
        });
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<String> names(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
