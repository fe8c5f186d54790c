package io.threadleak.attribution;

import static io.threadleak.model.SiteHistory.UNBOUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A blind spot: as a library, in a JDK that nobody opened, no thread's pool is known. */
final class ClosedJdkTest {

  private final LivePools live = new LivePools();
  private final PoolTable table = new PoolTable();

  @AfterEach
  void endThreads() {
    live.close();
  }

  @Test
  void poolOf_threadsOfAnyPool_isNoneAndNothingFails() throws Exception {
    assertThat(table.poolOf(live.occupy(Executors.newFixedThreadPool(2)))).isNull();
    assertThat(table.poolOf(live.occupy(new ForkJoinPool(2)))).isNull();
  }

  @Test
  void bound_anyPool_isUnknown() {
    assertThat(PoolBounds.of(new ForkJoinPool(2))).isEqualTo(UNBOUNDED);
    assertThat(PoolBounds.of(Executors.newScheduledThreadPool(2))).isEqualTo(UNBOUNDED);
    assertThat(PoolBounds.of("no pool")).isEqualTo(UNBOUNDED);
  }
}
