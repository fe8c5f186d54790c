package io.threadleak.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CanaryTest {

  private final Canary canary = new Canary();

  @Test
  void awaitHandler_withoutACollection_doesNotComeThrough() throws Exception {
    assertThat(canary.awaitHandler(1)).isFalse();
  }

  @Test
  void awaitHandler_afterACollection_comesThroughAndStaysSo() throws Exception {
    await().atMost(Duration.ofSeconds(60)).until(this::isFoundByCollecting);
    assertThat(canary.awaitHandler(60_000)).isTrue();
    assertThat(canary.awaitHandler(1)).isTrue();
  }

  private boolean isFoundByCollecting() {
    System.gc();
    return canary.isFound();
  }
}
