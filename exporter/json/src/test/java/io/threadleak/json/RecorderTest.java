package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.ThreadLeakMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The recorder's thread, its queue and its end. */
@Timeout(180)
class RecorderTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @AfterEach
  void noThreadStays() {
    Awaitility.await().atMost(DEADLINE).until(() -> ownThreads().isEmpty());
  }

  @Test
  void start_runningMonitor_recordsItsRoundsUntilClosed() throws Exception {
    try (ThreadLeakMonitor monitor =
            ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1)).start();
        Recorder recorder = Recorder.builder(folder).start(monitor)) {
      Awaitility.await()
          .atMost(DEADLINE)
          .ignoreException(IOException.class) // while a line is being written
          .until(() -> rounds().size() >= 2);

      assertThat(ownThreads())
          .singleElement()
          .satisfies(thread -> assertThat(thread.isDaemon()).isTrue());
      assertThat(recorder.lostRounds()).isZero();
    }
    assertThat(rounds())
        .allSatisfy(
            round -> {
              assertThat(round.path("throughput").isNull()).isTrue();
              assertThat(round.path("sites").propertyNames()).contains("other");
              assertThat(round.path("sites").toString()).doesNotContain("threadleak-recording");
            });
  }

  @Test
  void close_roundsQueued_areWritten() throws IOException {
    RecordingStand stand = new RecordingStand(folder);
    Recorder recorder = stand.recorder();
    for (int i = 0; i < Recorder.QUEUED_ROUNDS; i++) {
      recorder.add(stand.next(100));
    }
    recorder.close();
    recorder.close();

    assertThat(rounds()).hasSize(Recorder.QUEUED_ROUNDS);
    assertThat(recorder.lostRounds()).isZero();
  }

  @Test
  void add_slowDisk_neverWaitsAndCountsWhatIsLost() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    RecordingStand stand =
        new RecordingStand(
            folder,
            RecordingStand.SMALL,
            (path, attributes) -> {
              opening.countDown();
              awaitUninterrupted(released);
              return RecordingDirectory.create(path, attributes);
            });
    try (Recorder recorder = stand.recorder()) {
      recorder.add(stand.next(1));
      assertThat(opening.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < Recorder.QUEUED_ROUNDS + 5; i++) {
        recorder.add(stand.next(1));
      }
      assertThat(recorder.lostRounds()).isEqualTo(5);
      assertThat(stand.told).isEmpty();
      released.countDown();
      Awaitility.await().atMost(DEADLINE).until(() -> !stand.told.isEmpty());
    }

    assertThat(rounds()).hasSize(Recorder.QUEUED_ROUNDS + 1);
    assertThat(stand.told)
        .singleElement()
        .asString()
        .contains("writing is slower than the rounds (5 lost so far)");
  }

  @Test
  void close_diskHangs_returnsAndCountsWhatIsLost() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    RecordingStand stand =
        new RecordingStand(
            folder,
            RecordingStand.SMALL,
            (path, attributes) -> {
              opening.countDown();
              awaitUninterrupted(never);
              throw new IOException("hung");
            });
    Recorder recorder = stand.recorder();
    recorder.add(stand.next(1));
    assertThat(opening.await(20, TimeUnit.SECONDS)).isTrue();
    recorder.add(stand.next(1));
    long began = System.nanoTime();
    recorder.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
    assertThat(recorder.lostRounds()).isEqualTo(1);
    never.countDown();
    Awaitility.await().atMost(DEADLINE).until(() -> recorder.lostRounds() == 2);
  }

  @Test
  void close_underLoad_endsBetweenLines() throws Exception {
    RecordingStand stand = new RecordingStand(folder);
    Recorder recorder = stand.recorder();
    Thread load =
        new Thread(
            () -> {
              for (int i = 0; i < 2_000; i++) {
                recorder.add(stand.next(20));
              }
            });
    load.start();
    Awaitility.await().atMost(DEADLINE).until(() -> !RecordedFiles.names(folder).isEmpty());
    recorder.close();
    load.join(TimeUnit.SECONDS.toMillis(20));

    assertThat(rounds()).isNotEmpty();
    assertThat(rounds().size() + recorder.lostRounds()).isEqualTo(2_000);
  }

  @Test
  void add_writerThrows_threadGoesOnAndTellsOnce() {
    RecordingStand stand =
        new RecordingStand(
            folder,
            RecordingStand.SMALL,
            (path, attributes) -> {
              throw new StackOverflowError("deep");
            });
    Recorder recorder = stand.recorder();
    for (int i = 0; i < 3; i++) {
      recorder.add(stand.next(1));
    }
    recorder.close();

    assertThat(recorder.lostRounds()).isEqualTo(3);
    assertThat(stand.told).singleElement().asString().contains("StackOverflowError: deep");
  }

  private List<JsonNode> rounds() throws IOException {
    return RecordedFiles.rounds(folder);
  }

  private static List<Thread> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("threadleak-recording"))
        .toList();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    boolean waiting = true;
    while (waiting) {
      try {
        latch.await();
        waiting = false;
      } catch (InterruptedException e) {
        assertThat(latch.getCount()).isPositive();
      }
    }
  }
}
