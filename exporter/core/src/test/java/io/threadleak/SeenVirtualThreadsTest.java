package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.SampleReports;
import io.threadleak.sampling.LiveVirtualThreads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A monitor whose rounds have not seen any virtual thread yet. */
final class SeenVirtualThreadsTest {

  private final Thread first = new Thread("first");
  private final Thread second = new Thread("second");
  private boolean carriers;
  private final SeenVirtualThreads seen =
      new SeenVirtualThreads(SampleReports::empty, () -> carriers);

  @Test
  void inUse_nothingOpenAndNoCarrier_isFalse() {
    assertThat(seen.inUse()).isFalse();
    assertThat(seen.live()).isZero();
  }

  @Test
  void inUse_noneLive_isFalse() {
    seen.open(new Listed(List.of()));

    assertThat(seen.inUse()).isFalse();
  }

  @Test
  void inUse_oneLivesThatNoRoundHasSeen_isTrueWhereTheJvmHasSuchThreads() {
    seen.open(new Listed(List.of(first, second)));

    assertThat(seen.inUse()).isEqualTo(VirtualThreadApi.exists());
    assertThat(seen.live()).isEqualTo(2);
  }

  @Test
  void inUse_carriersButNobodyListsTheThreads_isTrueWhereTheJvmHasSuchThreads() {
    carriers = true;

    assertThat(seen.inUse()).isEqualTo(VirtualThreadApi.exists());
  }

  @Test
  void forEach_someLive_handsOverEach() {
    List<Thread> handed = new ArrayList<>();
    seen.open(new Listed(List.of(first, second)));

    seen.forEach(handed::add);

    assertThat(handed).containsExactly(first, second);
  }

  /** A list of given threads. */
  private record Listed(List<Thread> threads) implements LiveVirtualThreads {

    @Override
    public void forEach(Visitor visitor) {
      for (Thread thread : threads) {
        if (!visitor.visit(thread, null)) {
          return;
        }
      }
    }

    @Override
    public @Nullable String blindSpot() {
      return null;
    }
  }
}
