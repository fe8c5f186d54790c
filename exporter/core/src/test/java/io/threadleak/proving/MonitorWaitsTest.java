package io.threadleak.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.VirtualApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real threads at real monitors, in a JDK opened as the agent opens it. */
@Tag("opened-jdk")
final class MonitorWaitsTest {

  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void endThreads() {
    MonitorWaits.retract();
    threads.forEach(Thread::interrupt);
    await().until(() -> threads.stream().noneMatch(Thread::isAlive));
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_24)
  void ofThisJvm_beforeJava25_isNone() {
    assertThat(MonitorWaits.ofThisJvm()).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @EnabledForJreRange(min = JRE.JAVA_25)
  void publish_threadInObjectWait_tellsItsMonitor(boolean virtual) {
    Object monitor = new Object();
    Thread waits = start(virtual, () -> waitOn(monitor));
    await().until(() -> waits.getState() == Thread.State.WAITING);
    assertThat(published(waits)).containsExactly(waits, monitor);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @EnabledForJreRange(min = JRE.JAVA_25)
  void publish_threadThatWaitsToEnter_tellsTheMonitor(boolean virtual) {
    Object monitor = new Object();
    synchronized (monitor) {
      Thread blocked = start(virtual, () -> waitOn(monitor));
      await().until(() -> blocked.getState() == Thread.State.BLOCKED);
      assertThat(published(blocked)).containsExactly(blocked, monitor);
    }
  }

  /** The monitors that a waiting thread owns besides may be taken for what it waits for. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @EnabledForJreRange(min = JRE.JAVA_25)
  void publish_waitInsideOfAnotherMonitor_tellsTheOneWaitedFor(boolean virtual) {
    Object outer = new Object();
    Object monitor = new Object();
    Thread waits =
        start(
            virtual,
            () -> {
              synchronized (outer) {
                waitOn(monitor);
              }
            });
    await().until(() -> waits.getState() == Thread.State.WAITING);
    assertThat(published(waits)).contains(monitor);
  }

  /** A parked thread does not wait for the monitors that it owns. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @EnabledForJreRange(min = JRE.JAVA_25)
  void publish_parkedOwnerOfAMonitor_tellsNone(boolean virtual) {
    Object monitor = new Object();
    Thread parked =
        start(
            virtual,
            () -> {
              synchronized (monitor) {
                LockSupport.park();
              }
            });
    await().until(() -> parked.getState() == Thread.State.WAITING);
    assertThat(published(parked)).isEmpty();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_25)
  void moved_threadThatWaitsAgainElsewhere_hasMovedTheOtherHasNot() {
    Object first = new Object();
    Object second = new Object();
    Object other = new Object();
    Thread moves =
        start(
            false,
            () -> {
              waitOn(first);
              waitOn(second);
            });
    Thread stays = start(false, () -> waitOn(other));
    await().until(() -> threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
    MonitorWaits waits = Objects.requireNonNull(MonitorWaits.ofThisJvm());
    waits.publish(threads::forEach);
    Set<Long> ids = Set.of(ThreadIds.of(moves), ThreadIds.of(stays));
    assertThat(waits.moved(ids)).isEmpty();

    synchronized (first) {
      first.notifyAll();
    }

    await().until(() -> waits.moved(ids).equals(Set.of(ThreadIds.of(moves))));
  }

  private static List<Object> published(Thread thread) {
    Objects.requireNonNull(MonitorWaits.ofThisJvm()).publish(live -> live.accept(thread));
    return List.of(Objects.requireNonNull(PublishedMonitors.monitors));
  }

  private Thread start(boolean virtual, Runnable task) {
    ThreadFactory factory = virtual ? VirtualApi.factory() : Thread::new;
    Thread thread = Objects.requireNonNull(factory.newThread(task));
    threads.add(thread);
    thread.start();
    return thread;
  }

  @SuppressWarnings("WaitNotInLoop") // one wait is what is to be seen
  private static void waitOn(Object monitor) {
    try {
      synchronized (monitor) {
        monitor.wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
