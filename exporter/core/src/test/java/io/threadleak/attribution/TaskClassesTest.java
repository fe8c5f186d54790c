package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class TaskClassesTest {

  private final ApplicationCode code = ApplicationCode.of(List.of("io.threadleak"), null, null);
  private final TaskClasses classes = new TaskClasses(code, new SamplingBudget(1));

  @Test
  void of_lambdas_isAClassForEachPlace() {
    assertThat(classes.of(here())).isSameAs(classes.of(here())).isNotSameAs(classes.of(there()));
    assertThat(classes.of(here()).name()).contains("TaskClassesTest");
  }

  @Test
  @Tag("opened-jdk")
  void of_wrappersOfTheJdk_isTheirTask() {
    Callable<String> task = () -> "x";
    Runnable plain = here();

    assertThat(classes.of(new FutureTask<>(task))).isSameAs(classes.of(task));
    assertThat(classes.of(new FutureTask<>(plain, null))).isSameAs(classes.of(plain));
    assertThat(classes.of(Executors.callable(plain))).isSameAs(classes.of(plain));
  }

  @Test
  @Tag("opened-jdk")
  void find_futureThatIsDone_isNoClass() {
    FutureTask<String> future = new FutureTask<>(() -> "x");
    future.run();
    assertThat(classes.find(future)).isNull();
  }

  @Test
  void of_completableFuture_isItsOwnClassBeforeAndWhileItRuns() {
    Runnable[] handed = new Runnable[1];
    TaskClass[] whileRunning = new TaskClass[1];
    Executor executor = task -> handed[0] = task;
    CompletableFuture<Void> future =
        CompletableFuture.runAsync(() -> whileRunning[0] = classes.of(handed[0]), executor);
    TaskClass before = classes.of(handed[0]);
    handed[0].run();

    assertThat(future).isCompleted();
    assertThat(whileRunning[0]).isSameAs(before);
  }

  @Test
  void of_wrapperOfTheApplication_isItsOwnClass() {
    Runnable inner = here();
    assertThat(classes.of(new Wrapper(inner))).isNotSameAs(classes.of(inner));
  }

  @Test
  void of_moreClassesThanFit_isOneForTheRestCounted() {
    TaskClasses few = new TaskClasses(code, new SamplingBudget(1), 1);
    TaskClass first = few.of(here());
    TaskClass second = few.of(there());

    assertThat(few.of(here())).isSameAs(first).isNotSameAs(second);
    assertThat(second).isSameAs(few.of(null));
    assertThat(few.dropped()).isEqualTo(1);
  }

  @Test
  void forget_class_givesItsPlaceToAnother() {
    TaskClass first = classes.of(here());
    classes.forget(first);
    assertThat(classes.all()).doesNotContain(first);
    assertThat(classes.of(there()).index()).isEqualTo(first.index());
  }

  private static Runnable here() {
    int[] runs = {0};
    return () -> runs[0]++;
  }

  private static Runnable there() {
    int[] runs = {0};
    return () -> runs[0]--;
  }

  private record Wrapper(Runnable task) implements Runnable {

    @Override
    public void run() {
      task.run();
    }
  }
}
