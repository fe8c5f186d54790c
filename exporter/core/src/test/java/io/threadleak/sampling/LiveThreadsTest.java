package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.OwnThreads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LiveThreadsTest {

  @Test
  void look_threadOfTheHost_isHandedOver() {
    List<Thread> seen = new ArrayList<>();
    new LiveThreads().forEach(seen::add);
    assertThat(seen).contains(Thread.currentThread());
  }

  @Test
  void look_ownThreadThatEndsWhileListed_isNotTakenForTheHosts() throws InterruptedException {
    Thread own = OwnThreads.factory("canary").newThread(() -> {});
    own.start();
    own.join();
    assertThat(OwnThreads.owns(own)).as("an ended thread has no group to know it by").isFalse();
    assertThat(LiveThreads.isLiving(own)).isFalse();
    assertThat(LiveThreads.isLiving(Thread.currentThread())).isTrue();
  }
}
