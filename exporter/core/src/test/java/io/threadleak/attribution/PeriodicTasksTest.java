package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tasks in a pool that has not come to run them, in a JDK that is opened as the agent opens it. */
@Tag("opened-jdk")
final class PeriodicTasksTest {

  private final PeriodicTasks tasks = new PeriodicTasks(ApplicationCode.of(List.of(), null, null));
  private final ScheduledExecutorService pool = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void end() {
    pool.shutdownNow();
  }

  @Test
  void nameOf_ownClass_isItsRun() {
    assertThat(nameOf(new Sweeper()))
        .isEqualTo("io.threadleak.attribution.PeriodicTasksTest$Sweeper#run");
  }

  @Test
  void nameOf_lambda_isOfTheClassThatHasIt() {
    assertThat(nameOf(() -> {})).isEqualTo("io.threadleak.attribution.PeriodicTasksTest#lambda");
  }

  @Test
  void nameOf_librarysOrTheJdks_isNone() {
    PeriodicTasks ofOthers = new PeriodicTasks(ApplicationCode.of(List.of("com.acme"), null, null));
    assertThat(ofOthers.nameOf(scheduled(new Sweeper()))).isNull();
    assertThat(nameOf(new FutureTask<>(() -> "a task of the JDK's"))).isNull();
  }

  @Test
  void nameOf_noSuchTask_isNone() {
    assertThat(tasks.nameOf("no task at all")).isNull();
    assertThat(tasks.nameOf(new FutureTask<>(() -> "no adapter"))).isNull();
  }

  /** Ours may lie in one jar with the application, as in the demo. */
  @Test
  void nameOf_onAThreadOfOurs_isNone() throws Exception {
    ScheduledFuture<?> task = scheduled(new Sweeper());
    FutureTask<String> asked = new FutureTask<>(() -> tasks.nameOf(task));
    OwnThreads.factory("test").newThread(asked).start();
    assertThat(asked.get(30, TimeUnit.SECONDS)).isNull();
    assertThat(tasks.nameOf(task)).isNotNull();
  }

  private String nameOf(Runnable task) {
    return tasks.nameOf(scheduled(task));
  }

  private ScheduledFuture<?> scheduled(Runnable task) {
    return pool.scheduleAtFixedRate(task, 1, 1, TimeUnit.HOURS);
  }

  private static final class Sweeper implements Runnable {

    @Override
    public void run() {
      // Never comes to it.
    }
  }
}
