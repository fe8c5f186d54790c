package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.host.IdlePoolHost;
import com.acme.host.MainlessHost;
import com.acme.host.StuckHookHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent tells of a JVM that does not end, and that it holds none up itself. */
class ShutdownIT {

  private static final String OPTIONS = "port=0,interval=1s,shutdownGrace=1s";

  @TempDir Path folder;

  @Test
  void agent_hookThatDoesNotReturn_namesItAndTheThreadsByWhoStartedThem() throws Exception {
    try (ChildJvm host = ChildJvm.host(StuckHookHost.class, OPTIONS + ",evidence=" + folder)) {
      host.awaitReport(report -> report.self().rounds() > 1);
      host.closeInput();

      awaitBlame(
          host,
          """
              threadleak: This JVM was told to stop N s ago and has not ended: 1 shutdown hook has not returned.
              Hooks that have not returned:
                1 thread of com.acme.host.StuckHookHost.drain(StuckHookHost.java:N) ("drainer"), waiting for java.util.concurrent.CountDownLatch$Sync
                  at com.acme.host.StuckHookHost.await(StuckHookHost.java:N)
                  at com.acme.host.StuckHookHost.drain(StuckHookHost.java:N)
              Threads that are no daemons, for which a hook may wait:
                3 threads of com.acme.host.StuckHookHost.startWorker(StuckHookHost.java:N) ("worker-N" and others), waiting for java.util.concurrent.CountDownLatch$Sync
                  at com.acme.host.StuckHookHost.await(StuckHookHost.java:N)
                  at com.acme.host.StuckHookHost.work(StuckHookHost.java:N)
              """);
      await("a bundle that holds the same")
          .atMost(ChildJvm.DEADLINE)
          .untilAsserted(
              () ->
                  assertThat(kept("shutdown.txt"))
                      .startsWith("This JVM was told to stop ")
                      .contains("StuckHookHost.startWorker("));
    }
  }

  @Test
  void agent_poolThatNobodyShutDownAfterMain_isNamed() throws Exception {
    try (ChildJvm host = ChildJvm.host(IdlePoolHost.class, OPTIONS)) {
      awaitBlame(
          host,
          """
              threadleak: The main thread has ended, and for N s nothing but idle threads of pools has kept the JVM: \
              2 threads that are no daemons hold it. Shut their pools down, or have them make daemons.
              Threads that are no daemons:
                2 threads of com.acme.host.IdlePoolHost.submit(IdlePoolHost.java:N) ("pool-N-thread-N" and others), \
              waiting for java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject
              """);
    }
  }

  @Test
  void agent_serviceThatEndsWhenAsked_isNotCommentedOn() throws Exception {
    try (ChildJvm host = ChildJvm.host(MainlessHost.class, OPTIONS)) {
      long rounds = host.awaitReport(report -> true).self().rounds();
      host.awaitReport(report -> report.self().rounds() >= rounds + 4);

      assertThat(host.end()).isZero();
      assertThat(host.err()).isEmpty();
    }
  }

  /** What a file of any bundle holds; empty while none does. */
  private String kept(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Path file =
          files.filter(path -> path.endsWith(name) && isWhole(path)).findFirst().orElse(null);
      return file == null ? "" : Files.readString(file);
    }
  }

  /** Bundles that are being written have another name. */
  private boolean isWhole(Path file) {
    return !folder.relativize(file).toString().contains(".part");
  }

  /** Frames of the JDK and figures differ. */
  private static void awaitBlame(ChildJvm host, String blame) {
    await("a report on standard error")
        .atMost(ChildJvm.DEADLINE)
        .untilAsserted(() -> assertThat(normal(host.err())).startsWith(blame));
  }

  private static String normal(String text) {
    return text.lines()
        .filter(line -> !line.matches(" +at (java|jdk)\\..*"))
        .map(line -> line.replaceAll("(?<=[ :-])\\d+(\\.\\d)?(?= s |\\)|-|\")", "N") + "\n")
        .collect(Collectors.joining());
  }
}
