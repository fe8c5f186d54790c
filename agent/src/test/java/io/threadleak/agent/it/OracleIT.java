package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs by the collector in JVMs of their own, beside live threads that never rest. */
@EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "the application is written in Java 25")
class OracleIT {

  private static final String ALL =
      "[1000 com.acme.virtual.LeakedAndLive.leak | a java.util.concurrent.CountDownLatch]";

  /** What the log says, without the level that the JVM's own warnings begin with. */
  private static final String MESSAGE_ALONE = "-Djava.util.logging.SimpleFormatter.format=%5$s%n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseParallelGC", "-XX:+UseSerialGC", "-Xcomp"})
  void prove_underChurn_findsAllLeakedAndNoLiveThread(String flag) throws Exception {
    int looks = flag.equals("-Xcomp") ? 2 : 10;
    List<String> out = run("none", looks, flag, "--finalization=disabled");
    assertThat(out.subList(0, looks)).containsOnly("found " + ALL);
    assertThat(out.subList(looks, out.size())).containsExactly("freed 0", "done");
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:+UseZGC, use the heap dump here",
    "-XX:+UseShenandoahGC, use the heap dump here",
    "-XX:+DisableExplicitGC, -XX:+DisableExplicitGC keeps",
    "-XX:+ExplicitGCInvokesConcurrent, -XX:+ExplicitGCInvokesConcurrent keeps",
    "-Djdk.trackAllThreads=false, -Djdk.trackAllThreads=false"
  })
  void prove_whereTheCollectorCannotTell_isRefusedWithTheReason(String flag, String reason)
      throws Exception {
    String collector = flag.contains("Use") ? "-Dnone" : "-XX:+UseG1GC";
    assertThat(run("none", 1, collector, flag).get(0))
        .startsWith("found [REFUSED ")
        .contains(reason);
  }

  @Test
  void prove_freeingIsAskedFor_endsTheLeakedAloneAndLogsThem() throws Exception {
    try (ChildJvm host = start("free", 2, MESSAGE_ALONE)) {
      assertThat(host.exitStatus()).as(host.err()).isZero();
      assertThat(host.out().lines())
          .containsExactly("found " + ALL, "found []", "freed 1000", "done");
      assertThat(host.err())
          .contains(
              "Interrupting 1000 leaked virtual threads started by com.acme.virtual.LeakedAndLive")
          .doesNotContain("a live thread was interrupted");
    }
  }

  private List<String> run(String options, int looks, String... flags) throws Exception {
    try (ChildJvm host = start(options, looks, flags)) {
      assertThat(host.exitStatus()).as(host.err()).isZero();
      return host.out().lines().toList();
    }
  }

  private ChildJvm start(String options, int looks, String... flags) throws Exception {
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("-Xmx512m");
    all.add("-javaagent:" + AgentJar.write(folder, OracleProbe.class) + "=" + options);
    String libraries = System.getProperty("java.class.path");
    return VirtualProgram.start(all, libraries, "LeakedAndLive", "1000", Integer.toString(looks));
  }
}
