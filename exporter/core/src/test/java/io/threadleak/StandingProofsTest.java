package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.CreationSite;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.ThreadKind;
import io.threadleak.oracle.CollectorProof;
import io.threadleak.oracle.ProvenThreads;
import io.threadleak.proof.ProofFindings;
import io.threadleak.proof.ThreadFinding;
import io.threadleak.proving.ProofOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How proofs by the two engines stand beside one another. */
final class StandingProofsTest {

  private static final Instant EARLIER = Instant.parse("2026-01-02T12:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-02T13:00:00Z");

  private final StandingProofs standing = new StandingProofs();
  private final Thread first = new Thread("first");
  private final Thread second = new Thread("second");

  @Test
  void report_beforeAnyProof_isNone() {
    assertThat(standing.report()).isNull();
    assertThat(standing.look((kind, id) -> true)).isNull();
  }

  @Test
  void standDump_alone_isTheDumpsReport() {
    StandingProof dump = dump(EARLIER, found(ProofTier.PROVED, ThreadKind.PLATFORM, 1, 2));

    assertThat(standing.standDump(dump)).isEqualTo(dump.made());
  }

  @Test
  void standCollector_afterADump_keepsWhatTheDumpTellsOfPlatformThreads() {
    standing.standDump(
        dump(
            EARLIER,
            found(ProofTier.PROVED, ThreadKind.PLATFORM, 1, 2),
            found(ProofTier.STUCK, ThreadKind.VIRTUAL, 3)));

    ProofReport report = standing.standCollector(collector(LATER, first));

    assertThat(report.engine()).isEqualTo(Engine.COLLECTOR);
    assertThat(report.time()).isEqualTo(LATER);
    assertThat(report.platformTime()).isEqualTo(EARLIER);
    assertThat(report.oldest()).isEqualTo(EARLIER);
    assertThat(report.threads(ProofTier.PROVED)).isEqualTo(3);
    assertThat(report.threads(ProofTier.STUCK)).isEqualTo(1);
    assertThat(report.assumptions()).containsExactly("by the collector", "by the dump");
    assertThat(report.blindSpots())
        .contains("What is told of platform threads is as of the heap dump of " + EARLIER + ".");
  }

  @Test
  void standCollector_alone_knowsNothingOfPlatformThreads() {
    ProofReport report = standing.standCollector(collector(LATER));

    assertThat(report.platformTime()).isNull();
    assertThat(report.oldest()).isEqualTo(LATER);
    assertThat(report.time(ThreadKind.PLATFORM)).isNull();
    assertThat(report.time(ThreadKind.VIRTUAL)).isEqualTo(LATER);
  }

  @Test
  void standCollector_threadsThatTheDumpFound_countOnceByTheSurerTier() {
    standing.standDump(
        dump(
            EARLIER,
            found(ProofTier.PROVED, ThreadKind.VIRTUAL, first.getId()),
            found(ProofTier.STUCK, ThreadKind.VIRTUAL, second.getId())));

    ProofReport report = standing.standCollector(collector(LATER, first, second));

    assertThat(report.threads(ProofTier.PROVED)).isEqualTo(2);
    assertThat(report.threads(ProofTier.STUCK)).isZero();
    assertThat(report.groups())
        .extracting(ProvenGroup::retainedBytes)
        .containsExactlyInAnyOrder(64L, null);
  }

  @Test
  void standCollector_again_takesThePlaceOfItsLastProofAlone() {
    standing.standDump(dump(EARLIER, found(ProofTier.PROVED, ThreadKind.PLATFORM, 1)));
    standing.standCollector(collector(LATER, first));

    assertThat(standing.standCollector(collector(LATER)).threads(ProofTier.PROVED)).isEqualTo(1);
  }

  @Test
  void standDump_afterTheCollector_takesThePlaceOfAll() {
    standing.standCollector(collector(EARLIER, first));
    StandingProof dump = dump(LATER);

    assertThat(standing.standDump(dump)).isEqualTo(dump.made());
  }

  @Test
  void look_threadsThatHaveEnded_fallAwayOfBoth() {
    standing.standDump(dump(EARLIER, found(ProofTier.PROVED, ThreadKind.PLATFORM, 1, 2)));
    standing.standCollector(collector(LATER, first, second));

    ProofReport report = standing.look((kind, id) -> id != 1 && id != first.getId());

    assertThat(report).isNotNull();
    assertThat(report.threads(ProofTier.PROVED)).isEqualTo(2);
    assertThat(standing.look((kind, id) -> true)).isSameAs(report);
  }

  @Test
  void groups_threadsFoundBefore_waitSinceTheyWereFoundFirst() {
    standing.standDump(dump(EARLIER, found(ProofTier.PROVED, ThreadKind.PLATFORM, 1)));

    ProofReport report =
        standing.standDump(
            dump(
                LATER,
                found(ProofTier.PROVED, ThreadKind.PLATFORM, 1, 2),
                found(ProofTier.STUCK, ThreadKind.PLATFORM, 3)));

    assertThat(report.groups())
        .extracting(ProvenGroup::waitingSince)
        .containsExactly(EARLIER, LATER);
  }

  @Test
  void groups_oldestThreadHasEnded_waitSinceTheNextWasFound() {
    standing.standDump(dump(EARLIER, found(ProofTier.PROVED, ThreadKind.PLATFORM, 1)));
    standing.standDump(dump(LATER, found(ProofTier.PROVED, ThreadKind.PLATFORM, 1, 2)));

    ProofReport report = standing.look((kind, id) -> id != 1);

    assertThat(report).isNotNull();
    assertThat(report.groups()).extracting(ProvenGroup::waitingSince).containsExactly(LATER);
  }

  private static StandingProof dump(Instant time, ThreadFinding... found) {
    ProofFindings findings =
        new ProofFindings(
            50,
            20,
            1_000,
            0,
            List.of(found),
            Set.of(),
            List.of("by the dump"),
            List.of("native code"));
    return StandingProof.of(new ProofOutcome(time, 2.0, 0.5, 0, findings), Map.of());
  }

  private static ThreadFinding found(ProofTier tier, ThreadKind kind, long... ids) {
    return new ThreadFinding(
        tier,
        kind,
        Arrays.stream(ids).boxed().toList(),
        Arrays.stream(ids).mapToObj(id -> "t" + id).toList(),
        List.of(),
        "a latch",
        "Nothing alive can reach it.",
        List.of(),
        64L);
  }

  private static StandingProof collector(Instant time, Thread... threads) {
    List<ProvenThreads> found = new ArrayList<>();
    for (Thread thread : threads) {
      found.add(new ProvenThreads(group(thread), List.of(thread)));
    }
    ProofReport report =
        new ProofReport(
            time,
            Engine.COLLECTOR,
            0.1,
            0.02,
            1_000,
            500,
            0,
            found.stream().map(ProvenThreads::group).toList(),
            0,
            List.of("by the collector"),
            List.of("Platform threads were not looked at."));
    return StandingProof.of(new CollectorProof.Told(report, found));
  }

  private static ProvenGroup group(Thread thread) {
    return new ProvenGroup(
        ProofTier.PROVED,
        CreationSite.other(ThreadKind.VIRTUAL),
        1,
        List.of(thread.getId()),
        List.of(thread.getName()),
        List.of(),
        "a latch",
        "The garbage collector found it unreachable.",
        List.of(),
        null,
        null);
  }
}
