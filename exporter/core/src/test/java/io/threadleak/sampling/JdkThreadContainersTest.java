package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.VirtualTasks;
import io.threadleak.attribution.VirtualThreadApi;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Real virtual threads, in a JDK that is open to threadleak as the agent opens it. */
@Tag("opened-jdk")
final class JdkThreadContainersTest {

  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> started = new ArrayList<>();

  @AfterEach
  void endThreads() throws InterruptedException {
    end.countDown();
    for (Thread thread : started) {
      thread.join();
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "no virtual threads before")
  void forEach_threadsOfTheThreadApi_areSeenWithTheirTasks() {
    Runnable task = this::waitForEnd;
    Thread thread = Objects.requireNonNull(VirtualThreadApi.unstarted(task));
    JdkThreadContainers containers = new JdkThreadContainers();
    assertThat(containers.blindSpot()).isNull();
    assertThat(seen(containers)).doesNotContainKey(thread);

    thread.start();
    started.add(thread);

    assertThat(seen(containers)).containsEntry(thread, task);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "no virtual threads before")
  void forEach_threadsOfAnExecutor_areSeenUntilTheyEnd() throws Exception {
    Method make = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
    ExecutorService executor = (ExecutorService) make.invoke(null);
    JdkThreadContainers containers = new JdkThreadContainers();
    int before = seen(containers).size();
    for (int i = 0; i < 10; i++) {
      executor.execute(this::waitForEnd);
    }
    assertThat(seen(containers)).hasSize(before + 10);

    end.countDown();
    executor.shutdown();
    await().until(() -> seen(containers).size() == before);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "no virtual threads before")
  void forEach_visitorThatHasSeenEnough_isShownNoMore() {
    for (int i = 0; i < 10; i++) {
      Thread thread = Objects.requireNonNull(VirtualThreadApi.unstarted(this::waitForEnd));
      thread.start();
      started.add(thread);
    }
    List<Thread> shown = new ArrayList<>();
    new JdkThreadContainers().forEach((thread, task) -> shown.add(thread) && shown.size() < 3);
    assertThat(shown).hasSize(3);
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "this JDK has virtual threads")
  void forEach_jdkWithoutVirtualThreads_seesNone() {
    JdkThreadContainers containers = new JdkThreadContainers();
    assertThat(seen(containers)).isEmpty();
    assertThat(containers.blindSpot()).isNull();
    assertThat(VirtualTasks.readable()).isFalse();
  }

  private static Map<Thread, Object> seen(JdkThreadContainers containers) {
    Map<Thread, Object> seen = new HashMap<>();
    containers.forEach(
        (thread, task) -> {
          seen.put(thread, task);
          return true;
        });
    return seen;
  }

  private void waitForEnd() {
    boolean interrupted = false;
    try {
      end.await();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    assertThat(interrupted).isFalse();
  }
}
