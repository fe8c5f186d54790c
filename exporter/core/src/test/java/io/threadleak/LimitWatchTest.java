package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.analysis.Surroundings.Headroom;
import io.threadleak.attribution.Samples;
import io.threadleak.limits.ThreadLimits;
import io.threadleak.model.ThreadKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which threads count towards a limit of the operating system, and how long it lasts. */
final class LimitWatchTest {

  private static final int JAVA = 20;

  @TempDir Path root;
  private final Samples samples = new Samples();
  private LimitWatch limits;
  private double seconds;

  @BeforeEach
  void watchesTheDirectory() {
    limits = new LimitWatch(new ThreadLimits(root, () -> 1 << 20), 10);
  }

  @Test
  void headroom_aMillionVirtualThreads_countsPlatformThreadsAlone() throws IOException {
    write("proc/sys/kernel/threads-max", "1000");
    limits.look(
        samples.snapshot(
            List.of(
                samples.row("1a2b3c4d", ThreadKind.PLATFORM, JAVA),
                samples.row("d4c3b2a1", ThreadKind.VIRTUAL, 1_000_000))),
        0);
    assertThat(limits.headroom()).isNotNull().extracting(Headroom::live).isEqualTo((long) JAVA);
  }

  @Test
  void headroom_othersUseOfALimit_counts() throws IOException {
    write("proc/sys/kernel/threads-max", "1000");
    write("proc/loadavg", "0.2 0.1 0.1 1/700 1234");
    look(60);
    assertThat(limits.headroom()).isEqualTo(new Headroom(1000, 700));
  }

  @Test
  void headroom_memoryAlone_isNone() throws IOException {
    write("proc/meminfo", "MemAvailable: 8000 kB");
    look(60);
    assertThat(limits.headroom()).isNull();
    assertThat(limits.limits()).isEqualTo(Map.of("memory", 160L));
  }

  @Test
  void report_betweenTwoReadings_takesWhatCameSinceFromWhatIsLeft() throws IOException {
    write("proc/sys/kernel/threads-max", "1000");
    look(60);
    look(75);
    assertThat(limits.report().left()).containsEntry("threads_max", 925L);
  }

  @Test
  void report_threadsThatJavaDoesNotKnow_areNative() throws IOException {
    look(60);
    assertThat(limits.report().threads()).isEqualTo(60);
    assertThat(limits.report().javaThreads()).isEqualTo(JAVA);
    assertThat(limits.report().nativeThreads()).isEqualTo(40);
  }

  @Test
  void report_unknownToTheOperatingSystem_saysNothingOfNativeThreads() {
    limits.look(samples.snapshot(samples.rows(1, JAVA)), 0);
    assertThat(limits.report().threads()).isNull();
    assertThat(limits.report().nativeThreads()).isNull();
    assertThat(limits.report().exhaustionSeconds()).isEmpty();
  }

  @Test
  void report_nativeThreadsThatGrow_forecastTheLimitAndAreTold() throws IOException {
    write("proc/sys/kernel/threads-max", "1000");
    for (int round = 0; round <= 80; round++) {
      look(60 + round);
    }
    assertThat(limits.report().exhaustionSeconds().get("threads_max")).isBetween(7_500., 8_600.1);
    assertThat(NativeThreads.growing(limits.report()))
        .isEqualTo(
            "Threads that Java does not know grow by about 360 an hour: 120 of the process' 140 are"
                + " the JVM's own or a native library's, and no line of Java started them.");
  }

  @Test
  void report_javaThreadsThatGrow_areNoNativeOnes() throws IOException {
    for (int round = 0; round <= 80; round++) {
      write("proc/self/status", "Threads:\t" + (60 + round));
      limits.look(samples.snapshot(samples.rows(1, JAVA + round)), 10 * round);
    }
    assertThat(limits.report().growthPerSecond()).isNotNull();
    assertThat(limits.report().nativeGrowthPerSecond()).isNull();
    assertThat(limits.report().exhaustionSeconds()).as("no limit is known").isEmpty();
    assertThat(NativeThreads.growing(limits.report())).isNull();
  }

  /** One round more, at which the operating system counts so many. */
  private void look(int threads) throws IOException {
    write("proc/self/status", "Threads:\t" + threads);
    limits.look(samples.snapshot(samples.rows(1, JAVA)), seconds);
    seconds += 10;
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }
}
