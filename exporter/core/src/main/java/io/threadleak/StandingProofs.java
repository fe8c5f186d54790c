package io.threadleak;

import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the proofs so far tell, taken together. For one thread.
 *
 * <p>A heap dump tells of all threads, so it takes the place of whatever was found before. The
 * collector tells of virtual threads alone, and not of all of those: it adds to what the last dump
 * found and takes the place of the collector's last proof only. What the dump found stays as of the
 * dump, which the report says ({@link ProofReport#platformTime}). That is no guess: what no live
 * thread can reach no live thread will ever reach. A thread that both have found counts once, by
 * the surer tier; where that is the same, as the dump tells it, which knows what the thread
 * retains.
 */
final class StandingProofs {

  private @Nullable StandingProof dump;
  private @Nullable StandingProof collector;
  private @Nullable ProofReport report;

  /** When each thread that was found was found first: it cannot have moved since. */
  private final Map<Long, Instant> firstFound = new HashMap<>();

  /** All together; null before the first proof. */
  @Nullable ProofReport report() {
    return report;
  }

  /** Has a heap dump's proof stand from now on. All together. */
  ProofReport standDump(StandingProof proof) {
    dump = proof;
    collector = null;
    remember(proof);
    return build();
  }

  /** Has a collector's proof stand from now on. All together. */
  ProofReport standCollector(StandingProof proof) {
    collector = proof;
    remember(proof);
    return build();
  }

  /** Looks which threads have ended. All together; null before the first proof. */
  @Nullable ProofReport look(StandingProof.Living living) {
    boolean changed = false;
    for (StandingProof proof : all()) {
      changed |= proof.look(living);
    }
    return changed ? build() : report;
  }

  /** What the last heap dump has proved; empty before one. */
  List<ProvenGroups.WithIds> provedByDump() {
    return dump == null ? List.of() : dump.proved();
  }

  /** Ids of all threads that were found, of those that have ended as well. */
  Set<Long> ids() {
    Set<Long> ids = new HashSet<>();
    all().forEach(proof -> ids.addAll(proof.ids()));
    return ids;
  }

  /** Of threads that no proof tells of any more nothing is kept. */
  private void remember(StandingProof latest) {
    latest.ids().forEach(id -> firstFound.putIfAbsent(id, latest.made().time()));
    firstFound.keySet().retainAll(ids());
  }

  private List<StandingProof> all() {
    return Stream.of(collector, dump).filter(Objects::nonNull).toList();
  }

  private ProofReport build() {
    Set<Long> provedByDump = dump == null ? Set.of() : dump.ids(ProofTier.PROVED);
    Set<Long> byCollector = collector == null ? Set.of() : collector.ids();
    List<ProvenGroup> groups = new ArrayList<>();
    if (dump != null) {
      groups.addAll(
          dump.groups(
              firstFound::get, id -> provedByDump.contains(id) || !byCollector.contains(id)));
    }
    if (collector != null) {
      groups.addAll(collector.groups(firstFound::get, id -> !provedByDump.contains(id)));
    }
    groups.sort(ProvenGroups.SUREST_FIRST);
    ProofReport built = report(groups);
    report = built;
    return built;
  }

  private ProofReport report(List<ProvenGroup> groups) {
    ProofReport latest = all().get(0).made();
    Instant platformTime = dump == null ? null : dump.made().time();
    return new ProofReport(
        latest.time(),
        latest.engine(),
        platformTime,
        latest.seconds(),
        latest.pauseSeconds(),
        latest.threads(),
        latest.candidates(),
        latest.moved(),
        ProvenGroups.shown(groups),
        ProvenGroups.dropped(groups),
        all().stream().flatMap(proof -> proof.made().assumptions().stream()).distinct().toList(),
        blindSpots());
  }

  private List<String> blindSpots() {
    List<String> blind =
        new ArrayList<>(
            all().stream()
                .flatMap(proof -> proof.made().blindSpots().stream())
                .distinct()
                .toList());
    if (dump != null && collector != null) {
      blind.add(
          "What is told of platform threads is as of the heap dump of %s."
              .formatted(dump.made().time()));
    }
    return blind;
  }
}
