package io.threadleak.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.model.SampleReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceThreadTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Map<String, EvidencePart> parts = new LinkedHashMap<>();
  private EvidenceThread writing;

  @AfterEach
  void close() {
    writing.close(DEADLINE);
  }

  @Test
  void exhausted_many_isOneBundle() throws IOException {
    start();

    writing.exhausted();
    writing.exhausted();

    await().atMost(DEADLINE).until(() -> writing.counts().written() == 1);
    assertThat(bundles()).singleElement().asString().contains("-exhausted-");
    assertThat(told).singleElement().asString().startsWith("evidence is kept in ");
  }

  @Test
  void offer_lastOneIsFresh_isHeldBackAndCounted() {
    start();

    assertThat(writing.offer(Trigger.LIMIT, "near", Map.of())).isNotNull();
    assertThat(writing.offer(Trigger.LIMIT, "near", Map.of())).isNull();

    assertThat(writing.counts().heldBack()).isEqualTo(1);
  }

  @Test
  void await_bundleIsWritten_isTrue() throws Exception {
    start();

    Firing firing = writing.offer(Trigger.TERM, "end", Map.of());

    assertThat(writing.await(firing, DEADLINE)).isTrue();
    assertThat(bundles()).singleElement().asString().contains("-term-");
  }

  @Test
  void await_partHangs_isCutShortAndTheRestKept() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    parts.put("hangs", (scene, bundle) -> never.await());
    start();

    Firing firing = writing.offer(Trigger.TERM, "end", Map.of());

    writing.await(firing, Duration.ofMillis(300));

    await().atMost(DEADLINE).until(() -> writing.counts().written() == 1);
    Path bundle = bundles().get(0);
    assertThat(bundle.resolve("manifest.json")).content().contains("InterruptedException");
    assertThat(bundle.resolve("summary.txt")).isNotEmptyFile();
  }

  @Test
  void write_fails_isOneWarningAndTriedAgain() throws Exception {
    Path blocked = Files.writeString(folder.resolve("kept"), "in the way");
    start();

    Firing first = writing.offer(Trigger.LIMIT, "near", Map.of());
    assertThat(writing.await(first, DEADLINE)).isTrue();
    assertThat(writing.counts().failed()).isEqualTo(1);
    Files.delete(blocked);
    writing.exhausted();

    await().atMost(DEADLINE).until(() -> writing.counts().written() == 2);
    assertThat(bundles()).hasSize(2);
    assertThat(told).filteredOn(line -> line.contains("could not be written")).hasSize(1);
  }

  @Test
  void rehearse_directoryIsAFile_warnsBeforeThereIsNeed() throws Exception {
    Files.writeString(folder.resolve("kept"), "in the way");
    start();

    writing.rehearse();

    await().atMost(DEADLINE).until(() -> !told.isEmpty());
    assertThat(told).singleElement().asString().contains("a first bundle could not be written");
  }

  @Test
  void close_anyTime_endsTheThread() {
    start();

    writing.close(DEADLINE);

    assertThat(writing.offer(Trigger.TERM, "end", Map.of())).isNull();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("threadleak-evidencetest-"));
  }

  private void start() {
    Path kept = folder.resolve("kept");
    writing =
        new EvidenceThread(
            new BundleWriter(
                new EvidenceDirectory(kept, 42), EvidenceLimits.DEFAULT, parts, Clock.systemUTC()),
            new EvidenceWarnings(kept, told::add),
            new Cooldowns(Duration.ofMinutes(10)),
            firing ->
                new Scene(
                    firing,
                    SampleReports.typical(),
                    () -> {
                      throw new IllegalStateException("nobody looks");
                    }),
            Clock.systemUTC());
    writing.start(OwnThreads.factory("evidencetest"));
  }

  private List<Path> bundles() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("kept"))) {
      return all.sorted().toList();
    }
  }
}
