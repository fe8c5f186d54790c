package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The check at the end of a run. */
final class RunCheckTest {

  private static CountDownLatch end = new CountDownLatch(1);

  /** A test that leaks, and knows nothing of any extension. */
  static final class Fixture {

    @Test
    void leaves_aThread() {
      CountDownLatch mine = end;
      Thread thread =
          new Thread(
              () -> {
                try {
                  mine.await();
                } catch (InterruptedException closing) {
                  Thread.currentThread().interrupt();
                }
              },
              "left-by-run");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @AfterEach
  void endAll() {
    end.countDown();
    end = new CountDownLatch(1);
  }

  @Test
  void run_thatShallFail_namesTestAndLine() {
    LauncherSession session = run(Map.of("threadleak.run", "fail", "threadleak.linger", "100ms"));
    assertThatThrownBy(session::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("1 thread leaked by this run\n")
        .hasMessageContaining("  in io.threadleak.junit.RunCheckTest$Fixture.leaves_aThread()\n")
        .hasMessageContaining("RunCheckTest$Fixture.leaves_aThread(RunCheckTest.java:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "report"})
  void run_thatShallNotFail_doesNot(String choice) {
    LauncherSession session = run(Map.of("threadleak.run", choice, "threadleak.linger", "100ms"));
    assertThatCode(session::close).doesNotThrowAnyException();
  }

  @Test
  void run_notAskedFor_isNotWatched() {
    LauncherSession session = run(Map.of());
    assertThatCode(session::close).doesNotThrowAnyException();
  }

  private static LauncherSession run(Map<String, String> parameters) {
    LauncherSession session =
        LauncherFactory.openSession(
            LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .addLauncherSessionListeners(new RunCheck())
                .build());
    session
        .getLauncher()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Fixture.class))
                .configurationParameters(parameters)
                .build());
    return session;
  }
}
