package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.attribution.Scopes;
import io.threadleak.model.LabelText;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scopes in a JVM without the agent. */
@SuppressWarnings("try") // a scope is there to be open
final class ThreadLeakTest {

  private static final int MAX_NAMES = 1_000;

  @Test
  void scope_nested_isTheInnermostUntilItIsClosed() {
    assertThat(ThreadLeak.currentScope()).isNull();
    try (ThreadLeak.Scope outer = ThreadLeak.scope("GET /orders/{id}")) {
      assertThat(ThreadLeak.currentScope()).isEqualTo("GET /orders/{id}");
      try (ThreadLeak.Scope inner = ThreadLeak.scope("render")) {
        assertThat(ThreadLeak.currentScope()).isEqualTo("render");
      }
      assertThat(ThreadLeak.currentScope()).isEqualTo("GET /orders/{id}");
    }
    assertThat(ThreadLeak.currentScope()).isNull();
  }

  @Test
  void scope_threadAndItsChild_areInItEvenAfterItsEnd() throws Exception {
    FutureTask<@Nullable String> ofChild = new FutureTask<>(ThreadLeak::currentScope);
    FutureTask<@Nullable String> ofThread =
        new FutureTask<>(
            () -> {
              new Thread(ofChild).start();
              return ThreadLeak.currentScope();
            });
    Thread thread;
    try (ThreadLeak.Scope scope = ThreadLeak.scope("nightly export")) {
      thread = new Thread(ofThread);
    }
    thread.start();

    assertThat(ofThread.get()).isEqualTo("nightly export");
    assertThat(ofChild.get()).isEqualTo("nightly export");
  }

  @Test
  void scope_emptyName_isNone() {
    try (ThreadLeak.Scope outer = ThreadLeak.scope("outer");
        ThreadLeak.Scope none = ThreadLeak.scope("")) {
      assertThat(ThreadLeak.currentScope()).isNull();
    }
  }

  @Test
  void scope_nameToldLate_isWhatItIsByThen() {
    String[] name = new String[1];
    try (ThreadLeak.Scope scope = ThreadLeak.scope(() -> name[0])) {
      assertThat(ThreadLeak.currentScope()).isNull();
      name[0] = "late";
      assertThat(ThreadLeak.currentScope()).isEqualTo("late");
    }
    assertThat(Scopes.completed()).containsEntry("late", 1L);
  }

  @Test
  void scope_nameThatThrows_isNoneAndNothingGetsOut() {
    Supplier<@Nullable String> broken =
        () -> {
          throw new IllegalStateException("recycled");
        };
    try (ThreadLeak.Scope scope = ThreadLeak.scope(broken)) {
      assertThat(ThreadLeak.currentScope()).isNull();
    }
  }

  @Test
  void scope_longName_isCutAsLabelsAre() {
    String name = "x".repeat(1_000);
    try (ThreadLeak.Scope scope = ThreadLeak.scope(name)) {
      assertThat(ThreadLeak.currentScope()).isEqualTo(LabelText.cut(name));
    }
  }

  @Test
  void scope_noName_isRefused() {
    assertThatThrownBy(() -> ThreadLeak.scope((String) null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void close_twiceOrElsewhere_isWithoutEffect() throws Exception {
    ThreadLeak.Scope scope = ThreadLeak.scope("closed twice");
    Thread other = new Thread(scope::close);
    other.start();
    other.join();
    assertThat(ThreadLeak.currentScope()).isEqualTo("closed twice");
    scope.close();
    try (ThreadLeak.Scope next = ThreadLeak.scope("next")) {
      scope.close();
      assertThat(ThreadLeak.currentScope()).isEqualTo("next");
    }
    assertThat(Scopes.completed()).containsEntry("closed twice", 1L);
  }

  @Test
  void wrap_taskOnPool_runsInTheScopeOfItsSubmitter() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      FutureTask<@Nullable String> plain = new FutureTask<>(ThreadLeak::currentScope);
      FutureTask<@Nullable String> wrapped = new FutureTask<>(ThreadLeak::currentScope);
      Callable<@Nullable String> call;
      try (ThreadLeak.Scope first = ThreadLeak.scope("started the worker")) {
        pool.execute(plain);
      }
      try (ThreadLeak.Scope second = ThreadLeak.scope("submits")) {
        pool.execute(ThreadLeak.wrap(wrapped));
        call = ThreadLeak.wrap((Callable<@Nullable String>) ThreadLeak::currentScope);
      }
      Callable<@Nullable String> outside =
          ThreadLeak.wrap((Callable<@Nullable String>) ThreadLeak::currentScope);

      assertThat(plain.get()).isEqualTo("started the worker");
      assertThat(wrapped.get()).isEqualTo("submits");
      assertThat(pool.submit(call).get()).isEqualTo("submits");
      assertThat(pool.submit(outside).get()).isNull();
      assertThat(pool.submit(ThreadLeak::currentScope).get()).isEqualTo("started the worker");
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void completed_namesWithoutEnd_areBoundedAndCountedTogether() {
    for (int i = 0; i < 2 * MAX_NAMES; i++) {
      ThreadLeak.scope("GET /orders/" + i).close();
    }
    assertThat(Scopes.completed()).hasSizeLessThanOrEqualTo(MAX_NAMES + 1);
    assertThat(Scopes.completed().get(Scopes.OTHER)).isGreaterThanOrEqualTo(MAX_NAMES);
  }
}
