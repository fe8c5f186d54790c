package io.threadleak.libraries;

import io.threadleak.attribution.ThreadIds;
import io.threadleak.model.ProofTier;
import io.threadleak.oracle.CollectorOracle;
import io.threadleak.proof.ThreadFinding;
import io.threadleak.proving.HeapDumpProof;
import io.threadleak.proving.ProofLimits;
import io.threadleak.proving.ProofOutcome;
import io.threadleak.sampling.JdkThreadContainers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.LogManager;

/**
 * One run: all libraries are started and used, proofs are asked for under load and idle, and each
 * time some threads more are leaked on purpose, which have to be found. Used once, by one thread.
 *
 * <p>It holds the libraries, as the main thread of a service does, and no thread of theirs.
 */
final class LibrariesRun {

  private static final int WARM_USES = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration HAND_OVER = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 50;
  private static final int LOOKS = 20;
  private static final long BETWEEN_LOOKS_MILLIS = 7;

  private final long begin = System.nanoTime();
  private final List<Row> rows = new ArrayList<>();
  private final Row other = new Row("");
  private final List<String> falselyProved = new ArrayList<>();
  private final List<String> proofs = new ArrayList<>();
  private final Set<String> assumptions = new LinkedHashSet<>();
  private final Set<Long> leaked = new HashSet<>();
  private final Set<Long> leakedVirtual = new HashSet<>();
  private final Map<Long, String> known = new HashMap<>();
  private final List<Room> rooms = new ArrayList<>();
  private final int proofsUnderLoad;
  private final long pauseMillis;
  private int leaks;
  private int missed;

  /**
   * A run that was not begun.
   *
   * @param proofsUnderLoad how many to ask for; one follows when the load has ended
   * @param pauseMillis pause of each thread that uses a library between two uses: the load
   */
  LibrariesRun(int proofsUnderLoad, long pauseMillis) {
    this.proofsUnderLoad = proofsUnderLoad;
    this.pauseMillis = pauseMillis;
  }

  /** Runs, and ends all that it has started but the leaked threads. */
  Outcome run() throws Exception {
    LogManager.getLogManager().reset(); // what Tomcat says of its end
    try (Backend backend = new Backend()) {
      try {
        rooms.addAll(Libraries.open(backend));
        rooms.forEach(room -> rows.add(new Row(room.name())));
        underLoad();
        idle();
      } finally {
        end();
      }
    }
    return new Outcome(
        List.copyOf(rows),
        List.copyOf(falselyProved),
        missed,
        leaks,
        List.copyOf(proofs),
        assumptions,
        (System.nanoTime() - begin) / 1e9);
  }

  private void underLoad() throws Exception {
    rooms.forEach(room -> room.busy(pauseMillis));
    await(() -> rooms.stream().peek(Room::check).allMatch(room -> room.uses() >= WARM_USES));
    for (int i = 0; i < proofsUnderLoad; i++) {
      prove(true);
    }
    askCollector(true);
    rooms.forEach(Room::check);
  }

  private void idle() throws Exception {
    rooms.forEach(Room::idle);
    for (int i = 0; i < rooms.size(); i++) {
      rows.get(i).used(rooms.get(i).uses());
    }
    prove(false);
    askCollector(false);
  }

  private void end() throws Exception {
    for (Room room : rooms) {
      room.end();
    }
  }

  private void prove(boolean busy) throws Exception {
    leak();
    look(busy);
    ProofOutcome outcome =
        new HeapDumpProof(ProofLimits.defaults(), new VirtualThreads(), new ReentrantLock()).run();
    look(busy);
    Set<Long> proved = new HashSet<>();
    for (ThreadFinding finding : outcome.findings().findings()) {
      for (Long id : finding.threadIds()) {
        judge(finding, id);
        if (finding.tier() == ProofTier.PROVED) {
          proved.add(id);
        }
      }
    }
    expect(leaked, proved);
    expect(leakedVirtual, proved);
    assumptions.addAll(outcome.findings().assumptions());
    proofs.add(
        "%s: %d threads, %d candidates, %d of them moved; %.1f s, of which %.2f s paused."
            .formatted(
                busy ? "Under load" : "Idle",
                outcome.findings().threads(),
                outcome.findings().candidates(),
                outcome.moved(),
                outcome.seconds(),
                outcome.pauseSeconds()));
  }

  private void judge(ThreadFinding finding, Long id) {
    if (leaked.contains(id) || leakedVirtual.contains(id)) {
      return;
    }
    String room = known.getOrDefault(id, "no room");
    rowOf(room).add(finding.tier());
    if (finding.tier() == ProofTier.PROVED) {
      falselyProved.add(
          "a thread of %s, at %s: %s".formatted(room, finding.frames(), finding.why()));
    }
  }

  /** Has the collector tell which virtual threads nothing can reach. */
  private void askCollector(boolean busy) throws Exception {
    if (!VirtualThreads.areProvable()) {
      return;
    }
    leak();
    look(busy);
    CollectorOracle oracle = new CollectorOracle(new JdkThreadContainers());
    String refusal = oracle.refusal();
    if (refusal != null) {
      proofs.add("The collector was not asked: " + refusal);
      return;
    }
    found(oracle.look(HAND_OVER), busy);
  }

  private void found(CollectorOracle.Look look, boolean busy) throws InterruptedException {
    look(busy);
    Set<Long> proved = new HashSet<>();
    for (Thread thread : look.found()) {
      long id = ThreadIds.of(thread);
      proved.add(id);
      if (!leakedVirtual.contains(id)) {
        String room = known.getOrDefault(id, "no room");
        rowOf(room).add(ProofTier.PROVED);
        falselyProved.add(
            "a thread of %s, by the collector, at %s"
                .formatted(room, List.of(thread.getStackTrace())));
      }
    }
    expect(leakedVirtual, proved);
    proofs.add(
        "The collector, %s: %d virtual threads, %d candidates."
            .formatted(busy ? "under load" : "idle", look.threads(), look.candidates()));
  }

  private void expect(Set<Long> ids, Set<Long> proved) {
    leaks += ids.size();
    missed += (int) ids.stream().filter(id -> !proved.contains(id)).count();
  }

  private void leak() throws InterruptedException {
    leaked.addAll(RealLeak.leak());
    if (VirtualThreads.areProvable()) {
      leakedVirtual.addAll(RealLeak.leakVirtual());
    }
    int all = leaked.size() + leakedVirtual.size();
    await(() -> Look.take(rooms).waiting(RealLeak.NAME) == all);
  }

  /** Looks for a while, since who waits now may not wait a moment later. */
  private void look(boolean busy) throws InterruptedException {
    for (int i = 0; i < LOOKS; i++) {
      Look look = Look.take(rooms);
      known.putAll(look.rooms());
      rows.forEach(row -> row.seen(look, busy));
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private Row rowOf(String room) {
    return rows.stream().filter(row -> row.name().equals(room)).findFirst().orElse(other);
  }

  private static void await(Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not so after " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** What is waited for. */
  @FunctionalInterface
  private interface Condition {
    boolean holds();
  }
}
