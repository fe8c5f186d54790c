package io.threadleak.agent.it;

import static io.threadleak.agent.it.ChildJvm.command;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.host.ProofHost;
import io.threadleak.json.JsonProofs;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that proves, on a JVM whose live threads wake each other all the time. */
class ProveIT {

  private static final String LEAK = "com.acme.host.ProofHost.leakOne(ProofHost.java:";

  @TempDir private Path folder;

  @Test
  void prove_jvmWithoutAgent_loadsItAndNamesWhereTheLeakedStand() throws Exception {
    try (ChildJvm host = ChildJvm.java(host())) {
      host.awaitLine("host is up");

      ChildJvm prove = command("prove", Long.toString(host.pid()));

      assertThat(prove.exitStatus()).as(prove.err()).isEqualTo(1);
      assertThat(prove.err()).startsWith("threadleak: loading the agent\n");
      assertThat(prove.out())
          .startsWith(ProofHost.LEAKED + " proved, 1 stuck, 0 probable of ")
          .contains("proved    " + ProofHost.LEAKED + " threads, started at lost-# (")
          .contains("stuck     1 thread, started at kept")
          .contains("  wait for  a java.util.concurrent.CountDownLatch")
          .contains("  why       Only the thread that waits for it still holds it")
          .contains("  held by   static com.acme.host.ProofHost.KEPT")
          .contains("  at        com.acme.host.ProofHost.lambda$leakOne$")
          .contains("the JVM stood still for ");
      assertThat(host.end()).isZero();
      assertThat(host.err()).doesNotContain("threadleak: ");
    }
  }

  @Test
  void prove_urlOfAnAgent_isTheSameInJsonAndInTheMetrics() throws Exception {
    try (ChildJvm host = ChildJvm.host(ProofHost.class, options())) {
      String url = host.awaitLine("agent ");
      assertThat(metrics(url)).isEmpty();

      ProofReport proof = prove(url);

      ProvenGroup leaked = proof.groups().get(0);
      assertThat(leaked.tier()).isEqualTo(ProofTier.PROVED);
      assertThat(leaked.threads()).isEqualTo(ProofHost.LEAKED);
      assertThat(leaked.site().label()).startsWith(LEAK);
      assertThat(leaked.names()).allMatch(name -> name.startsWith("lost-"));
      assertThat(leaked.retainedBytes()).isPositive();
      assertThat(proof.groups()).hasSize(2);
      assertThat(proof.groups().get(1).tier()).isEqualTo(ProofTier.STUCK);
      assertThat(metrics(url))
          .anyMatch(line -> line.matches("threadleak_proven_threads\\{.*leakOne.*\\} 7(\\.0)?"))
          .anyMatch(line -> line.matches("threadleak_stuck_threads\\{.*keepOne.*\\} 1(\\.0)?"))
          .anyMatch(line -> line.startsWith("threadleak_proof_timestamp_seconds 1."));
      assertThat(ProofFiles.in(folder)).isEmpty();
    }
  }

  @Test
  void prove_file_saysWhichGuaranteesAreMissing() throws Exception {
    try (ChildJvm host = ChildJvm.java(host())) {
      host.awaitLine("host is up");
      Path dump = folder.resolve("anyone.hprof");
      jcmd(host.pid(), "GC.heap_dump", dump.toString());

      ChildJvm prove = command("prove", dump.toString());

      assertThat(prove.exitStatus()).as(prove.err()).isEqualTo(1);
      assertThat(prove.out())
          .contains("dump of ", "  at        com.acme.host.ProofHost.lambda$leakOne$")
          .contains("assumed: No thread was being woken at the moment of the dump")
          .contains("assumed: Nothing is held by the JVM in ways that a dump does not tell.");
    }
  }

  @Test
  void prove_whatIsNoTarget_isRefusedWithTheReason() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.hprof"), "JAVA PROFILE 1.0.2");

    assertRefused("neither a process id nor a file nor a URL", "no-such-file.hprof");
    assertRefused("broken.hprof", broken.toString());
    assertRefused("there is no process 999999999", "999999999");
    assertRefused("no answer from http://127.0.0.1:1/", "http://127.0.0.1:1/");
  }

  private static void assertRefused(String reason, String target) throws Exception {
    ChildJvm prove = command("prove", target);
    assertThat(prove.exitStatus()).as(target).isEqualTo(2);
    assertThat(prove.err()).contains(reason).doesNotContain("\tat ");
    assertThat(prove.out()).isEmpty();
  }

  private static ProofReport prove(String url) throws Exception {
    ChildJvm prove = command("prove", url, "--format", "json");
    assertThat(prove.exitStatus()).as(prove.err()).isEqualTo(1);
    ProofReport proof = new JsonProofs().read(prove.out()).proof();
    assertThat(proof).isNotNull();
    assertThat(proof.engine()).isEqualTo(Engine.HEAP_DUMP);
    return proof;
  }

  private String options() {
    return "port=0,interval=1s,proofDirectory=" + folder;
  }

  private static List<String> host() {
    return ChildJvm.mainOf(List.of(), ProofHost.class, List.of());
  }

  /** The samples of proofs in a scrape. */
  private static List<String> metrics(String url) throws Exception {
    return ProofCalls.get(url + "/metrics")
        .lines()
        .filter(
            line ->
                line.startsWith("threadleak_proven")
                    || line.startsWith("threadleak_stuck")
                    || line.startsWith("threadleak_proof"))
        .toList();
  }

  private static void jcmd(long pid, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(pid));
    command.addAll(List.of(arguments));
    Process jcmd =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(jcmd.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(jcmd.exitValue()).isZero();
  }
}
