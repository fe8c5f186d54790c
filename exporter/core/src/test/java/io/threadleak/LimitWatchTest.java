package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.analysis.Surroundings.Headroom;
import io.threadleak.attribution.Samples;
import io.threadleak.model.ThreadKind;
import io.threadleak.sampling.ThreadLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which threads count towards a limit of the operating system: Linux has one on all threads. */
final class LimitWatchTest {

  /** More than this JVM has, so that the operating system's own count does not matter. */
  private static final int MANY = 20_000;

  private final Samples samples = new Samples();
  private final LimitWatch limits = new LimitWatch(new ThreadLimits());

  @Test
  void headroom_aMillionVirtualThreads_countsPlatformThreadsAlone() {
    limits.look(
        samples.snapshot(
            List.of(
                samples.row("1a2b3c4d", ThreadKind.PLATFORM, MANY),
                samples.row("d4c3b2a1", ThreadKind.VIRTUAL, 1_000_000))),
        0);
    assertThat(limits.headroom()).isNotNull().extracting(Headroom::live).isEqualTo((long) MANY);
  }
}
