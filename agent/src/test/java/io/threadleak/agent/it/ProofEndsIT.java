package io.threadleak.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.host.ProofHost;
import io.threadleak.model.ProofException.Reason;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofStatus;
import io.threadleak.model.ProofTier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends in the midst of a proof: neither a dump nor a process is left behind. */
class ProofEndsIT {

  /** Enough for the dump and the look at it to take a while. */
  private static final String BALLAST = "-Dballast=2000000";

  @TempDir private Path folder;
  private String agent;

  @BeforeEach
  void noDump() throws Exception {
    assertThat(ProofFiles.in(folder)).isEmpty();
  }

  @Test
  void serviceKilled_whileTheHeapIsDumped_leavesNothing() throws Exception {
    try (ChildJvm host = start()) {
      ProofCalls.proof("POST", agent);
      awaitDump();
      ProcessHandle child = child(host);

      host.kill();

      assertNothingIsLeftOf(child);
    }
  }

  @Test
  void serviceKilled_whileTheDumpIsLookedAt_leavesNothing() throws Exception {
    try (ChildJvm host = start()) {
      ProofCalls.proof("POST", agent);
      ProcessHandle child = awaitLook(host);

      host.kill();

      assertNothingIsLeftOf(child);
    }
  }

  @Test
  void childKilled_whileItLooks_isToldAndTheNextProofIsMade() throws Exception {
    try (ChildJvm host = start()) {
      ProofCalls.proof("POST", agent);
      ProcessHandle child = awaitLook(host);

      child.destroyForcibly();

      ProofStatus status = awaitEnd();
      assertThat(status.refusal().reason()).isEqualTo(Reason.FAILED);
      assertThat(status.refusal().message()).contains("the process that analyses has ended");
      assertNothingIsLeftOf(child);
      assertNextIsMade();
    }
  }

  @Test
  void cancelled_whileTheDumpIsLookedAt_endsAtOnceAndTheNextProofIsMade() throws Exception {
    try (ChildJvm host = start()) {
      ProofCalls.proof("POST", agent);
      ProcessHandle child = awaitLook(host);

      ProofCalls.proof("DELETE", agent);

      ProofStatus status = awaitEnd();
      assertThat(status.refusal().reason()).isEqualTo(Reason.CANCELLED);
      assertNothingIsLeftOf(child);
      assertNextIsMade();
    }
  }

  @Test
  void serviceEnds_whileTheDumpIsLookedAt_leavesNothing() throws Exception {
    try (ChildJvm host = start()) {
      ProofCalls.proof("POST", agent);
      ProcessHandle child = awaitLook(host);

      assertThat(host.end()).isZero();

      assertNothingIsLeftOf(child);
    }
  }

  private ChildJvm start() throws Exception {
    ChildJvm host =
        ChildJvm.host(
            ProofHost.class,
            "port=0,interval=1s,proofDirectory=" + folder,
            "-Xmx400m",
            "-XX:+UseSerialGC",
            BALLAST);
    agent = host.awaitLine("agent ");
    return host;
  }

  private void awaitDump() {
    await("a dump")
        .atMost(ChildJvm.DEADLINE)
        .pollInterval(Duration.ofMillis(2))
        .until(
            () ->
                ProofFiles.in(folder).stream()
                    .anyMatch(file -> file.getFileName().toString().contains(".hprof")));
  }

  /** Waits until the process has the dump for itself; returns it. */
  private ProcessHandle awaitLook(ChildJvm host) throws Exception {
    await("the look at the dump")
        .atMost(ChildJvm.DEADLINE)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> ProofCalls.proof("GET", agent),
            status ->
                !status.running()
                    || List.of("reading the dump", "following what reaches what")
                        .contains(status.progress().phase()));
    assertThat(ProofFiles.in(folder)).noneMatch(file -> file.toString().contains(".hprof"));
    return child(host);
  }

  private static ProcessHandle child(ChildJvm host) {
    List<ProcessHandle> children = ProcessHandle.of(host.pid()).orElseThrow().children().toList();
    assertThat(children).hasSize(1);
    return children.get(0);
  }

  private ProofStatus awaitEnd() {
    return await("the end of the proof")
        .atMost(ChildJvm.DEADLINE)
        .until(() -> ProofCalls.proof("GET", agent), status -> !status.running());
  }

  private void assertNothingIsLeftOf(ProcessHandle child) {
    await("the end of the child").atMost(ChildJvm.DEADLINE).until(() -> !child.isAlive());
    await("an empty directory")
        .atMost(ChildJvm.DEADLINE)
        .until(() -> ProofFiles.in(folder).isEmpty());
  }

  private void assertNextIsMade() throws Exception {
    ProofCalls.proof("POST", agent);
    ProofReport proof = awaitEnd().proof();
    assertThat(proof).isNotNull();
    assertThat(proof.threads(ProofTier.PROVED)).isEqualTo(ProofHost.LEAKED);
    assertThat(ProofFiles.in(folder)).isEmpty();
  }
}
